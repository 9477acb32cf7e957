package io.rialto.share;

import io.rialto.share.ShareFigures.Loss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Frames that nobody takes now, in their order, also where some of them come back from a member. Bounded: the oldest of
 * QoS 0 are dropped first, then the oldest. What the group's durable queue holds is bounded there, and never dropped.
 * Confined to its shard.
 */
final class Waiting {
    private final ShareLimits limits;
    private final ShareFigures figures;
    private final Consumer<Item> dropped;
    private final TreeMap<Long, Item> all = new TreeMap<>();
    /** Those of QoS 0 among them. */
    private final TreeMap<Long, Item> volatiles = new TreeMap<>();
    /** Those that no durable queue holds. */
    private final TreeMap<Long, Item> droppable = new TreeMap<>();

    private long bytes;

    /** @param dropped is told of what nobody here needs any more: its time is over, too many wait, it was passed on */
    Waiting(ShareLimits limits, ShareFigures figures, Consumer<Item> dropped) {
        this.limits = limits;
        this.figures = figures;
        this.dropped = dropped;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(Item item) {
        all.put(item.position(), item);
        figures.waiting(1);
        if (item.queued() != null) {
            return;
        }
        droppable.put(item.position(), item);
        bytes += item.weight();
        if (item.frame().qos() == 0) {
            volatiles.put(item.position(), item);
        }
        while (droppable.size() > limits.messages() || (bytes > limits.bytes() && droppable.size() > 1)) {
            Item oldest =
                    (volatiles.isEmpty() ? droppable : volatiles).firstEntry().getValue();
            remove(oldest);
            dropped.accept(oldest);
            figures.lost(Loss.SHARE_FULL, 1);
        }
    }

    /** The first one whose time is not over; null where none waits. */
    Item first(long now) {
        while (!all.isEmpty()) {
            Item first = all.firstEntry().getValue();
            if (first.frame().expiresAt() > now) {
                return first;
            }
            remove(first);
            figures.lost(Loss.EXPIRED, 1);
            dropped.accept(first);
        }
        return null;
    }

    /** All of them, which then wait here no more. */
    List<Item> take() {
        List<Item> taken = new ArrayList<>(all.values());
        taken.forEach(this::remove);
        return taken;
    }

    /** They have been passed on, and wait here no more. */
    void passed(List<Item> items) {
        items.forEach(dropped);
    }

    /** What a durable queue holds waits there only. */
    void dropQueued() {
        all.values().stream().filter(one -> one.queued() != null).toList().forEach(this::remove);
    }

    /** All of them, which go on waiting. */
    Collection<Item> items() {
        return all.values();
    }

    void remove(Item item) {
        all.remove(item.position());
        figures.waiting(-1);
        if (item.queued() == null) {
            droppable.remove(item.position());
            volatiles.remove(item.position());
            bytes -= item.weight();
        }
    }
}
