package io.rialto.stream;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPreset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The relays of one shard: made, found, ended. Confined to its shard. */
final class Relays {
    private final Map<RoomId, Relay> byRoom = new HashMap<>();
    private final Map<AccountId, Integer> owned = new HashMap<>();
    private final StreamLimits limits;
    private final Edge edge;
    private final long boot;
    private long counter;

    Relays(long boot, StreamLimits limits, Edge edge) {
        this.boot = boot;
        this.limits = limits;
        this.edge = edge;
    }

    /** The relay of a room; {@code not_found} where there is none. */
    Relay require(RoomId room) {
        Relay relay = byRoom.get(room);
        if (relay == null) {
            throw new GatewayException(ErrorCode.NOT_FOUND, "there is no stream room " + room);
        }
        return relay;
    }

    /** Whether there is a relay of this room. */
    boolean has(RoomId room) {
        return byRoom.containsKey(room);
    }

    long idleMillis() {
        return limits.idleMillis();
    }

    Relay create(RoomId room, StreamPreset preset, AccountId owner, long now) {
        if (room.kind() != RoomKind.STREAM) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, room + " is no stream room (s:…)");
        }
        if (byRoom.containsKey(room)) {
            throw new GatewayException(ErrorCode.ALREADY, room + " exists");
        }
        if (owned.getOrDefault(owner, 0) >= limits.roomsPerOwner()) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED, owner + " owns " + limits.roomsPerOwner() + " stream rooms, no more");
        }
        Relay relay = new Relay(room, preset, owner, (boot << 32) | (++counter & 0xffff_ffffL), limits);
        relay.touch(now);
        byRoom.put(room, relay);
        owned.merge(owner, 1, Integer::sum);
        return relay;
    }

    void remove(Relay relay, Push.StreamEnd reason) {
        if (byRoom.remove(relay.room(), relay)) {
            owned.computeIfPresent(relay.owner(), (owner, count) -> count == 1 ? null : count - 1);
            edge.forget(relay.room());
            relay.end(reason);
        }
    }

    /** An rtm room is over when its last member has left. */
    void removeIfEmpty(Relay relay) {
        if (relay.preset() == StreamPreset.RTM && relay.isEmpty()) {
            remove(relay, Push.StreamEnd.IDLE);
        }
    }

    /** Ends the virtual rooms that nobody published in for too long. */
    void removeIdle(long now) {
        List<Relay> idle = byRoom.values().stream()
                .filter(relay -> relay.preset() == StreamPreset.VROOM)
                .filter(relay -> now - relay.lastActive() > limits.idleMillis())
                .toList();
        idle.forEach(relay -> remove(relay, Push.StreamEnd.IDLE));
    }
}
