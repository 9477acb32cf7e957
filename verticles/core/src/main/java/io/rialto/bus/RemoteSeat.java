package io.rialto.bus;

import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.NodeId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import java.util.Collection;
import java.util.stream.Stream;

/** A session whose connection is on another node. Immutable. */
public final class RemoteSeat implements Seat {
    /** What is said to it. */
    public sealed interface Word {
        /** The session. */
        SessionId session();

        /** A push. */
        record Pushed(SessionId session, Push push) implements Word {}

        /** The end of its membership in a group. */
        record Lost(SessionId session, RoomId group) implements Word {}

        /** Another relay of a stream room. */
        record Moved(SessionId session, RoomId stream) implements Word {}

        /** The end of a stream room, as the relay of this epoch says. */
        record StreamOver(SessionId session, RoomId stream, long epoch, Push.StreamEnd reason) implements Word {}

        /** Others who serve it. */
        record Rehomed(SessionId session) implements Word {}

        /** Its end. */
        record Ended(SessionId session) implements Word {}
    }

    private final NodeId node;
    private final SessionInfo info;
    private final Neighbours neighbours;

    /** The session of this description on that node. */
    public RemoteSeat(NodeId node, SessionInfo info, Neighbours neighbours) {
        this.node = node;
        this.info = info;
        this.neighbours = neighbours;
    }

    /** Those of these whose connection is on another node. */
    public static Stream<RemoteSeat> among(Collection<? extends Seat> seats) {
        return seats.stream().filter(RemoteSeat.class::isInstance).map(RemoteSeat.class::cast);
    }

    /** Where its connection is. */
    public NodeId node() {
        return node;
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public void push(Push push) {
        neighbours.say(node, Urgency.CONTROL, new Word.Pushed(info.id(), push));
    }

    @Override
    public void lost(RoomId group) {
        neighbours.say(node, Urgency.CONTROL, new Word.Lost(info.id(), group));
    }

    @Override
    public void ended(RoomId stream, long epoch, Push.StreamEnd reason) {
        neighbours.say(node, Urgency.CONTROL, new Word.StreamOver(info.id(), stream, epoch, reason));
    }

    @Override
    public void moved(RoomId stream) {
        neighbours.say(node, Urgency.CONTROL, new Word.Moved(info.id(), stream));
    }

    @Override
    public void homesMoved() {
        neighbours.say(node, Urgency.CONTROL, new Word.Rehomed(info.id()));
    }

    @Override
    public void end() {
        neighbours.say(node, Urgency.CONTROL, new Word.Ended(info.id()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seat seat && seat.info().id().equals(info.id());
    }

    @Override
    public int hashCode() {
        return info.id().hashCode();
    }

    @Override
    public String toString() {
        return info.id() + "@" + node;
    }
}
