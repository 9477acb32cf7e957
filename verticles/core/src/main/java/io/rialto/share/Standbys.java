package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.id.ShareName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What share groups at homes on other nodes have that nobody has settled, for when such a home is lost: this is where they
 * are served then. Of each as many messages as a group may have waiting; beyond that the oldest are not covered. Confined to
 * its shard.
 */
final class Standbys {
    private record Key(ShareName name, Home from) {}

    /** What stood with a home that is lost. */
    record Legacy(ShareName name, List<Copy> copies) {}

    private static final class Held {
        private final long line;
        private final TreeMap<Long, Copy> copies = new TreeMap<>();
        private long bytes;

        Held(long line) {
            this.line = line;
        }
    }

    private final ShareLimits limits;
    private final ShareFigures figures;
    private final Map<Key, Held> all = new HashMap<>();
    /** Lines that were over before they began here, since words of one urgency overtake those of another. Bounded. */
    private final Map<Key, Long> ended;

    Standbys(ShareLimits limits, ShareFigures figures) {
        this.limits = limits;
        this.figures = figures;
        this.ended = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
                return size() > limits.messages();
            }
        };
    }

    /** A home tells what has become of what it has. */
    void hear(Copied word) {
        Key key = new Key(word.name(), word.from());
        if (word.begins() && !hasEnded(key, word.line())) {
            forget(all.put(key, new Held(word.line())));
        }
        Held known = all.get(key);
        if (known == null || known.line != word.line()) {
            return; // its first word was lost, or it is over: the home says everything anew where that matters
        }
        word.kept().forEach(copy -> put(known, copy));
        word.handed().forEach(span -> hand(known, span));
        word.settled().forEach(span -> settle(known, span));
    }

    private boolean hasEnded(Key key, long line) {
        Long last = ended.remove(key);
        if (last != null && line < last) {
            ended.put(key, last); // that one may come yet
        }
        return last != null && line <= last;
    }

    /** A home needs no copies any more, neither of this line nor of those before it. */
    void over(CopiesOver word) {
        Key key = new Key(word.name(), word.from());
        Held known = all.get(key);
        if (known != null && known.line <= word.line()) {
            forget(all.remove(key));
        }
        if (known == null || known.line < word.line()) {
            ended.put(key, word.line());
        }
    }

    /** A node is lost: what stood with its groups. */
    List<Legacy> lost(NodeId node) {
        List<Legacy> lost = new ArrayList<>();
        Iterator<Map.Entry<Key, Held>> each = all.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Key, Held> one = each.next();
            if (one.getKey().from().node().equals(node)) {
                lost.add(new Legacy(
                        one.getKey().name(), List.copyOf(one.getValue().copies.values())));
                forget(one.getValue());
                each.remove();
            }
        }
        ended.keySet().removeIf(one -> one.from().node().equals(node));
        return lost;
    }

    private void put(Held known, Copy copy) {
        Copy before = known.copies.put(copy.position(), copy);
        figures.copies(before == null ? 1 : 0);
        known.bytes += weight(copy) - (before == null ? 0 : weight(before));
        while (known.copies.size() > limits.messages() || (known.bytes > limits.bytes() && known.copies.size() > 1)) {
            remove(known, known.copies.firstKey());
            figures.uncovered();
        }
    }

    private static void hand(Held known, Span span) {
        known.copies
                .subMap(span.from(), true, span.to(), true)
                .replaceAll((at, copy) -> new Copy(at, copy.topic(), copy.epoch(), copy.frame(), true));
    }

    private void settle(Held known, Span span) {
        List.copyOf(known.copies.subMap(span.from(), true, span.to(), true).keySet())
                .forEach(at -> remove(known, at));
    }

    private void remove(Held known, long position) {
        known.bytes -= weight(known.copies.remove(position));
        figures.copies(-1);
    }

    private void forget(Held known) {
        if (known != null) {
            figures.copies(-known.copies.size());
        }
    }

    private static long weight(Copy copy) {
        return (long) Item.OVERHEAD
                + copy.topic().length()
                + copy.frame().content().size();
    }
}
