package io.rialto.node;

import io.netty.buffer.ByteBuf;
import io.rialto.bus.Neighbours;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import io.rialto.post.LiveSessions;
import io.rialto.post.LocalSeat;
import io.rialto.wire.Form;

/** Sessions between nodes: where they are, who they are. One of the node that reads is its own again. */
final class SeatForm implements Form<Seat> {
    private final Neighbours neighbours;
    private final LiveSessions live;
    private final Form<NodeId> nodes;
    private final Form<SessionInfo> infos;

    SeatForm(Neighbours neighbours, LiveSessions live, Form<NodeId> nodes, Form<SessionInfo> infos) {
        this.neighbours = neighbours;
        this.live = live;
        this.nodes = nodes;
        this.infos = infos;
    }

    @Override
    public void write(ByteBuf out, Seat seat) {
        nodes.write(out, seat instanceof RemoteSeat remote ? remote.node() : neighbours.self());
        infos.write(out, seat.info());
    }

    @Override
    public Seat read(ByteBuf in) {
        NodeId node = nodes.read(in);
        SessionInfo info = infos.read(in);
        if (!node.equals(neighbours.self())) {
            return new RemoteSeat(node, info, neighbours);
        }
        LocalSeat session = live.byId(info.id());
        return session == null ? new Gone(info) : session;
    }

    /** A session of this node that is over by now. */
    private record Gone(SessionInfo info) implements Seat {
        @Override
        public boolean equals(Object other) {
            return other instanceof Seat seat && seat.info().id().equals(info.id());
        }

        @Override
        public int hashCode() {
            return info.id().hashCode();
        }

        @Override
        public void push(Push push) {
            // Nobody is there to be told.
        }

        @Override
        public void lost(RoomId group) {
            // As above.
        }

        @Override
        public void ended(RoomId stream, long epoch, Push.StreamEnd reason) {
            // As above.
        }

        @Override
        public void moved(RoomId stream) {
            // As above.
        }

        @Override
        public void homesMoved() {
            // As above.
        }

        @Override
        public void end() {
            // As above.
        }
    }
}
