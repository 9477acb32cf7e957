package io.rialto.stream;

import io.rialto.bus.Terms;
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
import java.util.function.Consumer;

/** The relays of one shard: made, found, ended. Confined to its shard. */
final class Relays {
    private final Map<RoomId, Relay> byRoom = new HashMap<>();
    private final Map<AccountId, Integer> owned = new HashMap<>();
    private final StreamLimits limits;
    private final Terms terms;
    private final Repetitions repetitions;
    private final Consumer<Relay> ended;
    private long counter;

    /** {@code ended} learns of rooms that are over. */
    Relays(Terms terms, StreamLimits limits, Repetitions repetitions, Consumer<Relay> ended) {
        this.terms = terms;
        this.limits = limits;
        this.repetitions = repetitions;
        this.ended = ended;
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
        return add(new Relay(room, preset, owner, terms.epoch(++counter), repetitions, limits), now);
    }

    /** Goes on with a room whose relay is lost, in a later epoch; {@code timeout} while there is no number for that. */
    Relay takeOver(Standby standby, long now) {
        return add(new Relay(standby, terms.epoch(++counter), repetitions, limits), now);
    }

    /** The room is served by another relay, of a later epoch: this one is forgotten, nobody is told that it is over. */
    void stepDown(Relay relay) {
        forget(relay);
    }

    int size() {
        return byRoom.size();
    }

    List<Relay> all() {
        return List.copyOf(byRoom.values());
    }

    private Relay add(Relay relay, long now) {
        relay.touch(now);
        byRoom.put(relay.room(), relay);
        owned.merge(relay.owner(), 1, Integer::sum);
        return relay;
    }

    private boolean forget(Relay relay) {
        boolean known = byRoom.remove(relay.room(), relay);
        if (known) {
            owned.computeIfPresent(relay.owner(), (owner, count) -> count == 1 ? null : count - 1);
        }
        return known;
    }

    void remove(Relay relay, Push.StreamEnd reason) {
        if (forget(relay)) {
            ended.accept(relay);
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
