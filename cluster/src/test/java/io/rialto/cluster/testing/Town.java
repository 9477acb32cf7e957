package io.rialto.cluster.testing;

import io.rialto.cluster.NodeId;
import io.rialto.cluster.link.Listed;
import io.rialto.cluster.link.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Membership by hand: nodes that list one another until the test says otherwise. */
public final class Town {
    private final Map<NodeId, Listed> listed = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Lists a node, in place of an earlier one of its name. */
    public void enter(Listed node) {
        listed.put(node.node(), node);
        listeners.forEach(Runnable::run);
    }

    /** Strikes a node off. */
    public void leave(NodeId node) {
        listed.remove(node);
        listeners.forEach(Runnable::run);
    }

    /** The list as one of its nodes sees it. */
    public Roster seenBy(NodeId self, String tag) {
        return new Roster() {
            @Override
            public String tag() {
                return tag;
            }

            @Override
            public List<Listed> others() {
                List<Listed> others = new ArrayList<>(listed.values());
                others.removeIf(entry -> entry.node().equals(self));
                return others;
            }

            @Override
            public List<Listed> elders() {
                return List.of();
            }

            @Override
            public void onChange(Runnable changed) {
                listeners.add(changed);
            }
        };
    }
}
