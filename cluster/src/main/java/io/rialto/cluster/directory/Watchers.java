package io.rialto.cluster.directory;

import io.rialto.cluster.Directory;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what other nodes announce. Confined to the directory's loop. */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Map<Integer, List<Directory.Watcher>> bySpace = new HashMap<>();

    void add(Space space, Directory.Watcher watcher) {
        bySpace.computeIfAbsent(space.number(), none -> new ArrayList<>()).add(watcher);
    }

    /** Tells all that watch the lease's space; leases that only their home knows are nobody's news. */
    void tell(NodeId node, Lease lease, boolean present) {
        if (lease.scope() == Lease.Scope.EVERYBODY) {
            bySpace.getOrDefault(lease.space(), List.of())
                    .forEach(watcher -> tell(watcher, node, lease.key(), present));
        }
    }

    static void tell(Directory.Watcher watcher, NodeId node, String key, boolean present) {
        try {
            watcher.changed(node, key, present);
        } catch (RuntimeException defect) {
            LOG.error("a watcher of the directory failed", defect);
        }
    }
}
