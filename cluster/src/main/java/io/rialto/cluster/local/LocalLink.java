package io.rialto.cluster.local;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLink;
import io.rialto.cluster.Receiver;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.link.Loop;
import io.rialto.cluster.link.Loopback;
import io.rialto.cluster.link.Receivers;
import io.vertx.core.Vertx;
import java.util.List;

/** The link of a cluster of one: only this node can be reached, by the same lanes that peers are. Safe on any thread. */
public final class LocalLink implements NodeLink {
    private final NodeId self;
    private final Receivers receivers = new Receivers();
    private final Loopback loopback;

    /** A link that hands over on a context of its own. */
    public LocalLink(Vertx vertx, Member self, LinkLimits limits) {
        this.self = self.node();
        this.loopback = new Loopback(self, limits, new Loop(vertx), receivers);
    }

    @Override
    public LinkOutcome send(NodeId to, Service service, TrafficClass traffic, ByteBuf frame) {
        return to.equals(self) ? loopback.offer(service, traffic, frame) : LinkOutcome.UNKNOWN_NODE;
    }

    @Override
    public void receive(Service service, Receiver receiver) {
        receivers.add(service, receiver);
    }

    @Override
    public void listen(LinkListener listener) {
        loopback.listen(listener);
    }

    @Override
    public List<LinkFigures> figures() {
        return List.of(loopback.figures());
    }

    @Override
    public long refused() {
        return receivers.unclaimed();
    }
}
