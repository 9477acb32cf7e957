package io.rialto.bus;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;

/**
 * A session as whoever serves it knows it, on this node or another one. Two seats of the same session are equal. Safe on
 * any thread; nothing is answered, what cannot be told is lost with its node.
 */
public interface Seat {
    /** Who, on what, since when. */
    SessionInfo info();

    /** Pushes something to the connection. */
    void push(Push push);

    /** The account does not belong to this group any more: the session's live view of it ends. */
    void lost(RoomId group);

    /** A stream room is over, says its relay of this epoch; nothing to a session that knows a later one. */
    void ended(RoomId stream, long epoch, Push.StreamEnd reason);

    /** A stream room that it has to do with is served by another relay now. */
    void moved(RoomId stream);

    /**
     * Someone who served it has forgotten it, for the members have changed: it makes itself and what it watches known
     * again, wherever these are served now.
     */
    void homesMoved();

    /** Ends the session whatever its door does. */
    void end();
}
