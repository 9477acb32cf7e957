package io.rialto.stream;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.id.RoomId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The rooms that relays on other nodes serve, as far as this shard stands by for them; tells other nodes of the rooms
 * that are served here. Confined to its shard.
 */
final class Standbys {
    /** The relay, and so many that stand by. */
    private static final int KNOWING = 3;

    private final Bus bus;
    private final Placement placement;
    private final Neighbours neighbours;
    private final RoomsByRelay picture;
    /** For so long a relay on a node that was never seen here is not taken for lost. */
    private final long patienceNanos;

    private final Map<RoomId, Standby> known = new HashMap<>();
    private final Set<NodeId> seen = new HashSet<>();
    private final Map<NodeId, Long> expected = new HashMap<>();

    Standbys(Bus bus, StreamParts parts) {
        this.bus = bus;
        this.placement = parts.placement();
        this.neighbours = parts.neighbours();
        this.picture = parts.known();
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(parts.talk().newcomerMillis());
    }

    /** What is known of a room; null where that is nothing. */
    Standby of(RoomId room) {
        return known.get(room);
    }

    List<Standby> all() {
        return List.copyOf(known.values());
    }

    /** Learns of a room; of what was known and what is new the older one, null where nothing was known. */
    Standby keep(Standby standby) {
        Standby old = known.get(standby.room());
        if (old != null && old.epoch() > standby.epoch()) {
            return standby;
        }
        known.put(standby.room(), standby);
        picture.put(standby.room(), standby.relay());
        return old;
    }

    /** A room is over; one of a later epoch is not meant. */
    void over(RoomId room, long epoch) {
        Standby standby = known.get(room);
        if (standby != null && standby.epoch() <= epoch) {
            forget(room);
        }
    }

    void forget(RoomId room) {
        Standby old = known.remove(room);
        if (old != null) {
            picture.remove(room, old.relay());
        }
    }

    /** The other nodes that know of a room, or should. */
    List<NodeId> knowing(RoomId room) {
        if (neighbours.isAlone()) {
            return List.of();
        }
        return placement.ranking(room).stream()
                .limit(KNOWING)
                .filter(node -> !node.equals(neighbours.self()))
                .toList();
    }

    /** The members have changed. */
    void look() {
        for (NodeId node : neighbours.others()) {
            seen.add(node);
            expected.remove(node);
        }
    }

    /**
     * Whether a node can be spoken to no more. One that was never seen may be about to come: links to a newcomer open one
     * by one, so the others hear of it, and ask it, before it sees all of them.
     */
    boolean isLost(NodeId node) {
        if (isThere(node)) {
            return false;
        }
        long now = System.nanoTime();
        return seen.contains(node) || now - expected.computeIfAbsent(node, any -> now) > patienceNanos;
    }

    /** Whether a node can be spoken to. */
    boolean isThere(NodeId node) {
        return neighbours.others().contains(node);
    }

    /** A room that is served here is new, or not what it was. */
    void tell(Relay relay) {
        say(relay.room(), relay.standby(neighbours.self()));
    }

    /** A room that was served here is over. */
    void tellOver(Relay relay) {
        say(relay.room(), new Standby.Over(relay.room(), relay.epoch()));
    }

    private void say(RoomId room, Object word) {
        for (NodeId node : knowing(room)) {
            Home there = placement.on(node, room);
            if (there != null) {
                bus.tell(Address.STREAMS, there, word);
            }
        }
    }
}
