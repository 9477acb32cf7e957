package io.rialto.adapter.stream;

import io.rialto.adapter.CommandGate;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * What one connection asks of stream rooms, in step with the rooms it has to do with. Confined to the connection's event
 * loop.
 */
public final class RoomDesk {
    /** A room that a connection has made or joined, with its handle. */
    public record Entered(StreamInfo info, int handle) {}

    /**
     * A subscription that has begun.
     *
     * @param missedFrom the first of the frames that the relay had not kept any more
     */
    public record Begun(int handle, StreamSubscribed subscribed, long missedFrom) {
        /** The last of the frames that the relay had not kept any more; before the first where there are none. */
        public long missedTo() {
            return missedFrom + subscribed.missed() - 1;
        }
    }

    private final CommandGate gate;
    private final KnownRooms rooms;

    /** The desk of a connection that knows these rooms. */
    public RoomDesk(CommandGate gate, KnownRooms rooms) {
        this.gate = gate;
        this.rooms = rooms;
    }

    /** The rooms the connection has to do with. */
    public KnownRooms rooms() {
        return rooms;
    }

    /** Makes a room. */
    public Future<Entered> create(StreamCommand.CreateStream create) {
        return gate.submit(create)
                .map(info -> new Entered(info, rooms.enter(info.room()).handle()));
    }

    /** Ends a room. */
    public Future<Done> remove(RoomId room) {
        return gate.submit(new StreamCommand.RemoveStream(room)).onSuccess(done -> rooms.leave(room));
    }

    /** Joins a room. */
    public Future<Entered> join(RoomId id) {
        return gate.submit(new StreamCommand.JoinStream(id)).map(info -> {
            KnownRoom room = rooms.enter(id);
            room.join();
            return new Entered(info, room.handle());
        });
    }

    /** Core has ended everything there before it answers, so a subscription sent right behind begins anew. */
    public Future<Done> leave(RoomId room) {
        Future<Done> left = gate.submit(new StreamCommand.LeaveStream(room));
        if (!left.failed()) {
            rooms.leave(room);
        }
        return left;
    }

    /** Gives the right to publish, or takes it. */
    public Future<Done> grant(StreamCommand.GrantStream grant) {
        return gate.submit(grant);
    }

    /** Becomes a publisher of a lane; the answer is the room's handle. */
    public Future<Integer> joinLane(RoomId room, String lane) {
        return gate.submit(new StreamCommand.JoinLane(room, lane))
                .map(done -> rooms.enter(room).handle());
    }

    /** Stops being one. */
    public Future<Done> leaveLane(RoomId room, String lane) {
        return gate.submit(new StreamCommand.LeaveLane(room, lane));
    }

    /**
     * Subscribes. Frames wait until the answer has been written by the one handler or the other.
     *
     * @param from the place to go on after; null for none
     */
    public void subscribe(StreamChoice choice, StreamPlace from, Consumer<Begun> begun, Consumer<Throwable> refused) {
        KnownRoom room;
        try {
            room = rooms.enter(choice.room());
        } catch (GatewayException full) {
            refused.accept(full);
            return;
        }
        boolean first = room.choose(choice.lane());
        room.subscriber().hold();
        gate.submit(choice.subscribe(from, room.subscriber()))
                .onSuccess(subscribed -> begun.accept(begun(room, from, subscribed)))
                .onFailure(failure -> {
                    if (first) {
                        room.drop(choice.lane());
                    }
                    refused.accept(failure);
                })
                .onComplete(done -> room.subscriber().goOn());
    }

    /** Takes a subscription back. */
    public Future<Done> unsubscribe(StreamChoice choice) {
        Future<Done> over = gate.submit(choice.unsubscribe());
        if (!over.failed() && choice.publishers().isEmpty()) {
            rooms.drop(choice.room(), choice.lane());
        }
        return over;
    }

    private static Begun begun(KnownRoom room, StreamPlace from, StreamSubscribed subscribed) {
        StreamPlace head = subscribed.head();
        boolean goesOn = from != null && from.epoch() == head.epoch();
        long first = (goesOn ? Math.min(from.seq(), head.seq()) : 0) + 1;
        return new Begun(room.handle(), subscribed, first);
    }
}
