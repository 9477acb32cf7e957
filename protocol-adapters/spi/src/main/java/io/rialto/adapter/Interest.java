package io.rialto.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Which filters anybody of this node is subscribed to: answers whether a topic reaches anyone, for all loops. Safe on any
 * thread; the lock is held for one walk of a tree.
 */
final class Interest {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> counts = new HashMap<>();
    private final TopicTree<String> filters = new TopicTree<>();

    void add(String filter) {
        lock.writeLock().lock();
        try {
            if (counts.merge(filter, 1, Integer::sum) == 1) {
                filters.add(filter, filter);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    void remove(String filter) {
        lock.writeLock().lock();
        try {
            if (counts.merge(filter, -1, Integer::sum) == 0) {
                counts.remove(filter);
                filters.remove(filter, filter);
            }
        } finally {
            lock.writeLock().unlock();
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
