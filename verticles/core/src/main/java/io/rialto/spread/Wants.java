package io.rialto.spread;

import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.TopicTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/** Which filters other nodes want the frames of. Safe on any thread; the lock is held for one walk of a tree. */
final class Wants {
    private static final int REMEMBERED = 16_384;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<NodeId, Set<String>> byNode = new HashMap<>();
    private final TopicTree<NodeId> tree = new TopicTree<>();
    private volatile Set<NodeId> unsettled = Set.of();
    private final Map<String, Set<NodeId>> remembered = new ConcurrentHashMap<>();

    void add(NodeId node, Collection<String> filters) {
        change(() -> {
            Set<String> known = byNode.computeIfAbsent(node, any -> new HashSet<>());
            filters.stream().filter(known::add).forEach(filter -> tree.add(filter, node));
        });
    }

    void remove(NodeId node, Collection<String> filters) {
        change(() -> {
            Set<String> known = byNode.getOrDefault(node, new HashSet<>());
            filters.stream().filter(known::remove).forEach(filter -> tree.remove(filter, node));
        });
    }

    /** The node wants exactly these. */
    void replace(NodeId node, Set<String> filters) {
        change(() -> {
            Set<String> old = byNode.getOrDefault(node, Set.of());
            old.stream().filter(filter -> !filters.contains(filter)).forEach(filter -> tree.remove(filter, node));
            filters.stream().filter(filter -> !old.contains(filter)).forEach(filter -> tree.add(filter, node));
            byNode.put(node, new HashSet<>(filters));
        });
    }

    /** The node is gone. */
    void forget(NodeId node) {
        change(() -> {
            Set<String> known = byNode.remove(node);
            if (known != null) {
                known.forEach(filter -> tree.remove(filter, node));
            }
        });
    }

    /** From now on these nodes count as wanting everything: what they want of this node is not known yet. */
    void unsettled(Set<NodeId> nodes) {
        unsettled = Set.copyOf(nodes);
    }

    /** The nodes that want the frames of a topic, or may. */
    Set<NodeId> of(String topic) {
        Set<NodeId> may = unsettled;
        if (may.isEmpty()) {
            return known(topic);
        }
        Set<NodeId> all = new HashSet<>(known(topic));
        all.addAll(may);
        return all;
    }

    private Set<NodeId> known(String topic) {
        Set<NodeId> known = remembered.get(topic);
        if (known != null) {
            return known;
        }
        lock.readLock().lock();
        try {
            Set<NodeId> found =
                    tree.match(topic).stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
            if (remembered.size() < REMEMBERED) {
                remembered.put(topic, found);
            }
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What this node is known to want. */
    Tally tally(NodeId node) {
        lock.readLock().lock();
        try {
            return Tally.of(byNode.getOrDefault(node, Set.of()));
        } finally {
            lock.readLock().unlock();
        }
    }

    private void change(Runnable step) {
        lock.writeLock().lock();
        try {
            step.run();
            remembered.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
