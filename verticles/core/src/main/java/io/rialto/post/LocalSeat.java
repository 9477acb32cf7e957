package io.rialto.post;

import io.rialto.bus.Seat;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Context;
import io.vertx.core.Future;

/** A session whose connection is on this node: things are brought to it on the connection's context. */
public interface LocalSeat extends Seat {
    /** The connection's context. From any thread. */
    Context context();

    /** The number of what outlives the connection, 0 where nothing does. From any thread. */
    long durableKey();

    /** Takes an inbox item; called on the connection's context. */
    void arrived(Delivery delivery);

    /** Takes a message that has come into the queue; called on the connection's context. */
    void queued(Queued item);

    /** A share group hands over frames, whose run is taken over; called on the connection's context. */
    void shared(HandOver one);

    /** Something may stand in the inbox that nobody told this session of. From any thread. */
    void lookAgain();

    /**
     * An operator has the connection see a stream room, or no more. From any thread; the future completes on the caller's
     * context.
     */
    Future<Void> view(Viewing viewing);
}
