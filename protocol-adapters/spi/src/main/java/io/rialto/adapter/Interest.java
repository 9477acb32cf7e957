package io.rialto.adapter;

import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.id.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Which filters anybody of this node is subscribed to, on which loops: answers whom a topic may reach with one look-up,
 * without a lock as long as nobody uses wildcards. Safe on any thread.
 */
final class Interest {
    private static final int[] NO_LOOP = {};
    /** Loops alone, shared: most filters are those of one loop. */
    private static final int[][] ALONE =
            IntStream.range(0, 256).mapToObj(loop -> new int[] {loop}).toArray(int[][]::new);

    /** The numbers of the loops that have a subscription with this filter, rising. */
    private final Map<String, int[]> exact = new ConcurrentHashMap<>();

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, int[]> wild = new HashMap<>();
    private final TopicTree<String> tree = new TopicTree<>();
    private volatile boolean hasWild;

    /** A loop has a subscription with this filter; whether it is the first loop that has. Harmless when it is known. */
    boolean add(String filter, int loop) {
        if (!Topics.isWildcard(filter)) {
            return change(exact, filter, loop, true);
        }
        lock.writeLock().lock();
        try {
            boolean first = change(wild, filter, loop, true);
            if (first) {
                tree.add(filter, filter);
                hasWild = true;
            }
            return first;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A loop has no subscription with this filter any more; whether it was the last loop that had. */
    boolean remove(String filter, int loop) {
        if (!Topics.isWildcard(filter)) {
            return change(exact, filter, loop, false);
        }
        lock.writeLock().lock();
        try {
            boolean last = change(wild, filter, loop, false);
            if (last) {
                tree.remove(filter, filter);
                hasWild = !wild.isEmpty();
            }
            return last;
        } finally {
            lock.writeLock().unlock();
        }
    }

    Set<String> filters() {
        Set<String> all = new HashSet<>(exact.keySet());
        lock.readLock().lock();
        try {
            all.addAll(wild.keySet());
        } finally {
            lock.readLock().unlock();
        }
        return all;
    }

    boolean has(String filter) {
        if (!Topics.isWildcard(filter)) {
            return exact.containsKey(filter);
        }
        lock.readLock().lock();
        try {
            return wild.containsKey(filter);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether a topic reaches anybody. */
    boolean includes(String topic) {
        return exact.containsKey(topic) || (hasWild && includesWild(topic));
    }

    /** Whether a topic reaches anybody of a loop, subscriptions with wildcards left aside. */
    boolean includesExactly(String topic, int loop) {
        int[] loops = exact.get(topic);
        return loops != null && place(loops, loop) >= 0;
    }

    private boolean includesWild(String topic) {
        lock.readLock().lock();
        try {
            return !tree.match(topic).isEmpty();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether the filter has come to the map by this, or has gone from it. */
    private static boolean change(Map<String, int[]> map, String filter, int loop, boolean in) {
        boolean[] turned = {false};
        map.compute(filter, (any, known) -> {
            int[] before = known == null ? NO_LOOP : known;
            int[] after = in ? with(before, loop) : without(before, loop);
            turned[0] = before.length + after.length == 1;
            return after.length == 0 ? null : after;
        });
        return turned[0];
    }

    private static int[] with(int[] loops, int loop) {
        if (loops.length == 0 && loop < ALONE.length) {
            return ALONE[loop];
        }
        int place = place(loops, loop);
        if (place >= 0) {
            return loops;
        }
        int[] more = Arrays.copyOf(loops, loops.length + 1);
        more[loops.length] = loop;
        Arrays.sort(more);
        return more;
    }

    private static int[] without(int[] loops, int loop) {
        return place(loops, loop) < 0
                ? loops
                : Arrays.stream(loops).filter(one -> one != loop).toArray();
    }

    private static int place(int[] loops, int loop) {
        return Arrays.binarySearch(loops, loop);
    }
}
