package io.rialto.stream;

import io.rialto.cluster.NodeId;
import io.rialto.contract.id.RoomId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The stream rooms that a node knows of, by the nodes of their relays; for pictures. Safe on any thread. */
public final class RoomsByRelay {
    private final Map<RoomId, NodeId> relays = new ConcurrentHashMap<>();

    /** How many rooms each relay serves, as far as this node serves them or stands by. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        relays.values().forEach(node -> counts.merge(node.value(), 1, Integer::sum));
        return counts;
    }

    void put(RoomId room, NodeId relay) {
        relays.put(room, relay);
    }

    void remove(RoomId room, NodeId relay) {
        relays.remove(room, relay);
    }
}
