package io.rialto.share;

import io.rialto.share.ShareFigures.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Frames that nobody takes now, in their order, also where some of them come back from a member. Bounded: the oldest of
 * QoS 0 are dropped first, then the oldest. Confined to its shard.
 */
final class Waiting {
    private final ShareLimits limits;
    private final ShareFigures figures;
    private final TreeMap<Long, Item> all = new TreeMap<>();
    /** Those of QoS 0 among them. */
    private final TreeMap<Long, Item> volatiles = new TreeMap<>();

    private long bytes;

    Waiting(ShareLimits limits, ShareFigures figures) {
        this.limits = limits;
        this.figures = figures;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(Item item) {
        all.put(item.position(), item);
        if (item.frame().qos() == 0) {
            volatiles.put(item.position(), item);
        }
        bytes += item.weight();
        figures.waiting(1);
        while (all.size() > limits.messages() || (bytes > limits.bytes() && all.size() > 1)) {
            remove((volatiles.isEmpty() ? all : volatiles).firstKey());
            figures.lost(Loss.SHARE_FULL, 1);
        }
    }

    /** The first one whose time is not over; null where none waits. */
    Item first(long now) {
        while (!all.isEmpty()) {
            Map.Entry<Long, Item> first = all.firstEntry();
            if (first.getValue().frame().expiresAt() > now) {
                return first.getValue();
            }
            remove(first.getKey());
            figures.lost(Loss.EXPIRED, 1);
        }
        return null;
    }

    void remove(Item item) {
        remove(item.position());
    }

    /** All of them, which then wait here no more. */
    List<Item> take() {
        List<Item> taken = new ArrayList<>(all.values());
        taken.forEach(this::remove);
        return taken;
    }

    private void remove(long position) {
        Item item = all.remove(position);
        volatiles.remove(position);
        bytes -= item.weight();
        figures.waiting(-1);
    }
}
