package io.rialto.cluster.link;

import io.rialto.cluster.Arrival;
import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.TrafficClass;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of a node with its peers, from their handshakes to their ends. Opens one to each node that the roster lists,
 * from the node with the smaller name to the other; tries again while it is listed. Confined to the link's context;
 * routes may be asked for on any thread.
 */
final class Peers {
    /** What the links run on, whom they tell. */
    record World(
            LinkLimits limits,
            Roster roster,
            Ways ways,
            Loop link,
            Loop beat,
            Receivers receivers,
            Listeners listeners) {}

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final NodeId self;
    private final World world;
    private final Function<Listed, Future<Void>> connect;
    private final Map<NodeId, PeerLink> routes = new ConcurrentHashMap<>();
    private final Map<NodeId, PeerLink> opened = new HashMap<>();
    private final Map<Long, PeerLink> byId = new HashMap<>();
    private final Set<NodeId> connecting = new HashSet<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile Map<NodeId, Listed> listed = Map.of();
    private boolean ended;

    Peers(NodeId self, World world, Function<Listed, Future<Void>> connect) {
        this.self = self;
        this.world = world;
        this.connect = connect;
    }

    /** The link to a peer that is up, or null; any thread. */
    PeerLink route(NodeId node) {
        return routes.get(node);
    }

    /** Whether membership knows this node; any thread. */
    boolean lists(NodeId node) {
        return listed.containsKey(node);
    }

    /** Why somebody who says hello like this is not wanted, or null; any thread. */
    String refuses(Hello hello) {
        Listed entry = listed.get(hello.node());
        if (entry == null) {
            return hello.node() + " is not listed";
        }
        return entry.tag().equals(hello.tag()) ? null : "another process is listed as " + hello.node();
    }

    /** Frames that came over links that have ended; any thread. */
    long refused() {
        return refused.get();
    }

    /** What goes on with each peer; any thread. */
    List<LinkFigures> figures() {
        return routes.values().stream().map(PeerLink::figures).toList();
    }

    /** All that have proved themselves. */
    List<PeerLink> all() {
        return new ArrayList<>(opened.values());
    }

    /** Makes the links what the roster says. */
    void reconcile() {
        if (ended) {
            return;
        }
        Map<NodeId, Listed> now = new HashMap<>();
        world.roster().others().forEach(entry -> now.merge(entry.node(), entry, this::ofOneName));
        listed = now;
        for (PeerLink peer : all()) {
            Listed entry = now.get(peer.peer().node());
            if (entry == null || !entry.tag().equals(peer.socket().peer().tag())) {
                down(peer, "it has left the cluster");
            }
        }
        now.values().stream().filter(this::isMissing).forEach(this::connect);
    }

    /**
     * Of two processes with one name the older one counts while it is linked: the newer one has a number that is taken, and
     * will notice. Where the older one is not linked the newer one is its next start.
     */
    private Listed ofOneName(Listed older, Listed newer) {
        PeerLink linked = opened.get(older.node());
        boolean stays = linked != null && linked.socket().peer().tag().equals(older.tag());
        return stays ? older : newer;
    }

    /** A peer has proved itself: makes room for its batches, so that the first may come. */
    void open(PeerSocket socket, Runnable proceed) {
        Hello hello = socket.peer();
        Listed entry = listed.get(hello.node());
        PeerLink before = opened.get(hello.node());
        if (before != null) {
            down(before, "it has connected anew");
        }
        if (entry == null || ended) {
            world.beat().run(() -> socket.close("it is not listed any more"));
            return;
        }
        PeerLink peer = peerLink(socket, hello, entry);
        opened.put(hello.node(), peer);
        byId.put(peer.id(), peer);
        if (socket.side() == Handshake.Side.ACCEPTED) {
            peer.probe();
        }
        world.beat().run(() -> {
            socket.ledger(peer);
            proceed.run();
        });
        world.link().later(world.limits().peerTimeout(), () -> {
            if (!peer.isUp()) {
                down(peer, "its batches do not arrive");
            }
        });
    }

    /** A batch has come, whichever way. */
    void arrived(Batch batch) {
        PeerLink peer = byId.get(batch.link());
        if (peer == null) {
            refused.addAndGet(Math.max(1, batch.frames().size()));
        } else if (batch.sequence() == 0) {
            probed(peer);
        } else if (!peer.intake(batch.traffic()).accepts(batch)) {
            down(peer, "a batch is missing");
        } else {
            if (!peer.isUp()) {
                up(peer); // who sends frames has seen both ways work; its word for it is still on its way
            }
            hand(peer, batch);
        }
    }

    /** The peer says that batches reach it. */
    void ready(PeerSocket socket) {
        withLink(socket, peer -> {
            peer.hearsReady();
            upIfOpen(peer);
        });
    }

    /** The peer says that it is about to leave. */
    void draining(PeerSocket socket) {
        withLink(socket, peer -> {
            peer.peer(peer.peer().withDraining(true));
            if (peer.isUp()) {
                world.listeners().tell(listener -> listener.changed(peer.peer()));
            }
        });
    }

    /** A connection has ended. */
    void closed(PeerSocket socket, String reason) {
        if (socket.isAuthenticated()) {
            withLink(socket, peer -> down(peer, reason));
        }
        socket.target().ifPresent(this::connectLater);
    }

    /** Ends all links; none is opened any more. */
    void end() {
        ended = true;
        all().forEach(peer -> down(peer, "this node stops"));
    }

    private boolean isMissing(Listed peer) {
        return self.value().compareTo(peer.node().value()) < 0 && !opened.containsKey(peer.node());
    }

    private void connect(Listed peer) {
        if (connecting.add(peer.node())) {
            connect.apply(peer).onFailure(unreachable -> {
                LOG.debug("{} cannot be reached: {}", peer.node(), unreachable.getMessage());
                world.link().run(() -> connectLater(peer.node()));
            });
        }
    }

    private void connectLater(NodeId node) {
        world.link().later(world.limits().reconnectDelay(), () -> {
            connecting.remove(node);
            reconcile();
        });
    }

    private PeerLink peerLink(PeerSocket socket, Hello hello, Listed entry) {
        Member member =
                new Member(hello.node(), hello.boot(), hello.shards(), entry.host(), entry.port(), hello.draining());
        Loop beat = world.beat();
        Carrier way = world.ways().to(hello.address(), () -> beat.run(() -> socket.close("a batch cannot be sent")));
        Carrier control = new SocketCarrier(beat, socket);
        PeerLink peer = new PeerLink(socket, member, way);
        for (TrafficClass traffic : TrafficClass.values()) {
            Carrier carrier = traffic == TrafficClass.CONTROL ? control : way;
            long theirs = hello.windows().get(traffic.number());
            Runnable drained = () -> world.link().run(() -> drained(peer, traffic));
            peer.add(
                    traffic,
                    new Lane(peer.id(), traffic, theirs, world.limits(), carrier, drained),
                    new Intake(
                            traffic,
                            world.limits().window(traffic),
                            ofClass -> beat.run(() -> socket.sendTaken(ofClass))));
        }
        return peer;
    }

    private void drained(PeerLink peer, TrafficClass traffic) {
        if (routes.get(peer.peer().node()) == peer) {
            world.listeners().tell(listener -> listener.drained(peer.peer().node(), traffic));
        }
    }

    private void hand(PeerLink peer, Batch batch) {
        Intake intake = peer.intake(batch.traffic());
        Member from = peer.peer();
        for (Frame frame : batch.frames()) {
            Toll toll = new Toll(intake::taken, frame.cost());
            world.receivers()
                    .hand(frame.service(), new Arrival(from.node(), from.boot(), batch.traffic(), frame.bytes(), toll));
        }
    }

    private void probed(PeerLink peer) {
        if (peer.hearsProbe()) {
            if (peer.socket().side() == Handshake.Side.CONNECTED) {
                peer.probe();
            }
            world.beat().run(peer.socket()::sendReady);
            upIfOpen(peer);
        }
    }

    private void upIfOpen(PeerLink peer) {
        if (peer.isOpenBothWays() && !peer.isUp()) {
            up(peer);
        }
    }

    private void up(PeerLink peer) {
        Member member = peer.peer();
        peer.becomesUp();
        routes.put(member.node(), peer);
        LOG.info("{} (boot {}) is linked", member.node(), member.boot());
        world.listeners().tell(listener -> listener.up(member));
    }

    private void down(PeerLink peer, String reason) {
        Member member = peer.peer();
        if (!opened.remove(member.node(), peer)) {
            return;
        }
        byId.remove(peer.id());
        routes.remove(member.node(), peer);
        peer.close();
        world.beat().run(() -> peer.socket().close(reason));
        if (peer.isUp()) {
            LOG.info("{} (boot {}) is not linked any more: {}", member.node(), member.boot(), reason);
            world.listeners().tell(listener -> listener.down(member));
        }
        world.link().run(this::reconcile); // its next start may be listed by now
    }

    /** The link of a socket, unless another has taken its place. */
    private void withLink(PeerSocket socket, Consumer<PeerLink> action) {
        PeerLink peer = opened.get(socket.peer().node());
        if (peer != null && peer.socket() == socket) {
            action.accept(peer);
        }
    }
}
