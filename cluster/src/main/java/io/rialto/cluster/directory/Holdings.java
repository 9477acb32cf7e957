package io.rialto.cluster.directory;

import io.rialto.cluster.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which leases this node knows of, by their holders. Confined to the directory's loop. */
final class Holdings {
    private final Map<NodeId, Set<Lease>> byNode = new HashMap<>();
    private final Map<Lease, Set<NodeId>> byLease = new HashMap<>();

    /** A node holds a lease, or no more; false when that is nothing new. */
    boolean set(NodeId node, Lease lease, boolean present) {
        return present ? add(node, lease) : remove(node, lease);
    }

    /** Who holds it; an immutable copy. */
    Set<NodeId> holders(Lease lease) {
        return Set.copyOf(byLease.getOrDefault(lease, Set.of()));
    }

    /** What a node holds; an immutable copy. */
    List<Lease> of(NodeId node) {
        return List.copyOf(byNode.getOrDefault(node, Set.of()));
    }

    /** All nodes that hold something. */
    Set<NodeId> nodes() {
        return Set.copyOf(byNode.keySet());
    }

    /** The digest of all that a node holds. */
    long digest(NodeId node) {
        return byNode.getOrDefault(node, Set.of()).stream()
                .mapToLong(Lease::digest)
                .sum();
    }

    private boolean add(NodeId node, Lease lease) {
        byLease.computeIfAbsent(lease, none -> new HashSet<>()).add(node);
        return byNode.computeIfAbsent(node, none -> new HashSet<>()).add(lease);
    }

    private boolean remove(NodeId node, Lease lease) {
        Set<Lease> held = byNode.get(node);
        if (held == null || !held.remove(lease)) {
            return false;
        }
        if (held.isEmpty()) {
            byNode.remove(node);
        }
        Set<NodeId> holders = byLease.get(lease);
        holders.remove(node);
        if (holders.isEmpty()) {
            byLease.remove(lease);
        }
        return true;
    }
}
