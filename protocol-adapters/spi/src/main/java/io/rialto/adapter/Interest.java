package io.rialto.adapter;

import io.rialto.contract.channel.TopicTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Which filters anybody of this node is subscribed to: answers whether a topic reaches anyone, for all loops. Safe on any
 * thread; the lock is held for one walk of a tree.
 */
final class Interest {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> counts = new HashMap<>();
    private final TopicTree<String> filters = new TopicTree<>();

    /** Whether it is the first subscription to this filter. */
    boolean add(String filter) {
        lock.writeLock().lock();
        try {
            boolean first = counts.merge(filter, 1, Integer::sum) == 1;
            if (first) {
                filters.add(filter, filter);
            }
            return first;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether it was the last subscription to this filter. */
    boolean remove(String filter) {
        lock.writeLock().lock();
        try {
            boolean last = counts.merge(filter, -1, Integer::sum) == 0;
            if (last) {
                counts.remove(filter);
                filters.remove(filter, filter);
            }
            return last;
        } finally {
            lock.writeLock().unlock();
        }
    }

    Set<String> filters() {
        lock.readLock().lock();
        try {
            return Set.copyOf(counts.keySet());
        } finally {
            lock.readLock().unlock();
        }
    }

    boolean has(String filter) {
        lock.readLock().lock();
        try {
            return counts.containsKey(filter);
        } finally {
            lock.readLock().unlock();
        }
    }

    boolean includes(String topic) {
        lock.readLock().lock();
        try {
            return counts.containsKey(topic) || !filters.match(topic).isEmpty();
        } finally {
            lock.readLock().unlock();
        }
    }
}
