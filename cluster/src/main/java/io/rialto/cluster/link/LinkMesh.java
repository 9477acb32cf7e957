package io.rialto.cluster.link;

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
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link from this node to every other. A link is up when both have proved who they are and batches go both ways; it ends
 * with its connection, with the silence of its peer, or with a batch that did not arrive. Has two loops of its own: one
 * beats, the other tells what has come. Safe on any thread.
 */
public final class LinkMesh implements NodeLink {
    /** Everything a node needs to be linked. */
    public record Parts(Member self, LinkLimits limits, Credentials credentials, Roster roster, Ways ways) {}

    private static final Logger LOG = LoggerFactory.getLogger(LinkMesh.class);

    private final Parts parts;
    private final Vertx vertx;
    private final Loop link;
    private final Loop beat;
    private final Gate gate;
    private final Peers peers;
    private final SecureRandom random = new SecureRandom();
    private final Receivers receivers = new Receivers();
    private final Listeners listeners = new Listeners();
    private final Loopback loopback;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Promise<Void> closed = Promise.promise();
    private volatile Member self;

    /** Links that are not open yet: receivers, listeners first, then {@link #start()}. */
    public LinkMesh(Parts parts) {
        this.parts = parts;
        this.self = parts.self();
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        this.link = new Loop(vertx);
        this.beat = new Loop(vertx);
        this.loopback = new Loopback(self, parts.limits(), link, receivers);
        this.gate = new Gate(beat, parts.credentials(), parts.limits(), this::hello, new Doorman());
        this.peers = new Peers(
                self.node(),
                new Peers.World(parts.limits(), parts.roster(), parts.ways(), link, beat, receivers, listeners),
                gate::connect);
    }

    /** Opens the way in, then links to all that are listed, now and later; done when peers can come in. */
    public Future<Void> start() {
        return parts.ways()
                .open(batch -> link.run(() -> peers.arrived(batch)))
                .compose(open -> gate.open(self))
                .onSuccess(open -> {
                    parts.roster().onChange(() -> link.run(peers::reconcile));
                    link.run(peers::reconcile);
                });
    }

    /**
     * Ends all links, which the peers notice at once. The future completes on any thread: loops that have ended cannot say
     * so themselves.
     */
    public Future<Void> close() {
        if (closing.compareAndSet(false, true)) {
            link.call(this::end)
                    .transform((ended, failure) -> gate.close())
                    .transform((gone, failure) -> parts.ways().close())
                    .onComplete(gone ->
                            CompletableFuture.runAsync(() -> vertx.close().onComplete(closed)));
        }
        return closed.future();
    }

    /** This node as it introduces itself. */
    public Member self() {
        return self;
    }

    /** Tells all peers that this node is about to leave; then what runs on the link's context. */
    void drain(Runnable told) {
        self = self.withDraining(true);
        link.run(() -> {
            peers.all().forEach(peer -> beat.run(peer.socket()::sendDraining));
            told.run();
        });
    }

    /** Connections that were refused because they could not prove anything. */
    public long strangers() {
        return gate.strangers();
    }

    @Override
    public LinkOutcome send(NodeId to, Service service, TrafficClass traffic, ByteBuf frame) {
        PeerLink peer = peers.route(to);
        if (peer != null) {
            return peer.offer(service, traffic, frame);
        }
        if (to.equals(parts.self().node())) {
            return loopback.offer(service, traffic, frame);
        }
        return peers.lists(to) ? LinkOutcome.DOWN : LinkOutcome.UNKNOWN_NODE;
    }

    @Override
    public void receive(Service service, Receiver receiver) {
        receivers.add(service, receiver);
    }

    @Override
    public void listen(LinkListener listener) {
        listeners.add(listener);
        loopback.listen(listener);
    }

    @Override
    public List<LinkFigures> figures() {
        return Stream.concat(Stream.of(loopback.figures()), peers.figures().stream())
                .toList();
    }

    @Override
    public long refused() {
        return peers.refused() + receivers.unclaimed() + parts.ways().malformed();
    }

    private Future<Void> end() {
        peers.end();
        loopback.close();
        return Future.succeededFuture();
    }

    private Hello hello() {
        byte[] nonce = new byte[Hello.NONCE];
        random.nextBytes(nonce);
        Member now = self;
        return new Hello(
                HexFormat.of().formatHex(nonce),
                now.node(),
                parts.roster().tag(),
                now.boot(),
                now.shards(),
                now.draining(),
                parts.ways().address(),
                parts.limits().windows());
    }

    /** Stands at the sockets: called on the beat loop, passes on to the link's context. */
    private final class Doorman implements PeerSocket.Owner {
        @Override
        public String refuses(Hello hello) {
            return peers.refuses(hello);
        }

        @Override
        public void authenticated(PeerSocket socket, Runnable proceed) {
            link.run(() -> peers.open(socket, proceed));
        }

        @Override
        public void ready(PeerSocket socket) {
            link.run(() -> peers.ready(socket));
        }

        @Override
        public void arrived(Batch batch) {
            link.run(() -> peers.arrived(batch));
        }

        @Override
        public void draining(PeerSocket socket) {
            link.run(() -> peers.draining(socket));
        }

        @Override
        public void closed(PeerSocket socket, String reason) {
            LOG.debug("a connection has ended: {}", reason);
            gate.forget(socket);
            link.run(() -> peers.closed(socket, reason));
        }
    }
}
