package io.rialto.cluster.directory;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.Arrival;
import io.rialto.cluster.Directory;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLink;
import io.rialto.cluster.Placement;
import io.rialto.cluster.Service;
import io.rialto.cluster.Space;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.link.Loop;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory over the links: every node tells each peer those of its leases that the peer is to know, again from scratch
 * at each up, and lets it compare sums from time to time. Confined to a loop of its own; any thread may call. To be made
 * after the members, before the links start.
 */
public final class LeaseDirectory implements Directory {
    /** What it needs of the cluster. */
    public record Parts(Vertx vertx, Members members, Placement placement, NodeLink link, DirectoryLimits limits) {}

    /** The service its frames are for. */
    public static final Service SERVICE = new Service(255);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseDirectory.class);

    private final Parts parts;
    private final NodeId self;
    private final Loop loop;
    private final Map<Lease, NodeId> own = new HashMap<>();
    private final Map<NodeId, Outbox> outboxes = new HashMap<>();
    private final Holdings holdings = new Holdings();
    private final Questions questions;
    private final Watchers watchers = new Watchers();

    /** A directory that knows nothing yet. */
    public LeaseDirectory(Parts parts) {
        this.parts = parts;
        this.self = parts.members().self().node();
        this.loop = new Loop(parts.vertx());
        this.questions = new Questions(parts.limits());
        parts.members().listen(live -> loop.run(this::rehome));
        parts.link().listen(new Peers());
        parts.link().receive(SERVICE, this::receive);
        loop.run(() -> {
            loop.every(parts.limits().digest(), this::sendDigests);
            loop.every(parts.limits().timeout().dividedBy(4), questions::failLate);
        });
    }

    @Override
    public void put(Space space, String key) {
        loop.run(() -> hold(new Lease(Lease.Scope.HOME, space.number(), key)));
    }

    @Override
    public void remove(Space space, String key) {
        loop.run(() -> drop(new Lease(Lease.Scope.HOME, space.number(), key)));
    }

    @Override
    public void announce(Space space, String key) {
        loop.run(() -> hold(new Lease(Lease.Scope.EVERYBODY, space.number(), key)));
    }

    @Override
    public void withdraw(Space space, String key) {
        loop.run(() -> drop(new Lease(Lease.Scope.EVERYBODY, space.number(), key)));
    }

    @Override
    public Future<Set<NodeId>> find(Space space, String key) {
        Promise<Set<NodeId>> answer = ((ContextInternal) parts.vertx().getOrCreateContext()).promise();
        loop.run(() -> find(new Lease(Lease.Scope.HOME, space.number(), key), answer));
        return answer.future();
    }

    @Override
    public void watch(Space space, Watcher watcher) {
        loop.run(() -> {
            watchers.add(space, watcher);
            for (NodeId node : holdings.nodes()) {
                holdings.of(node).stream()
                        .filter(lease -> lease.scope() == Lease.Scope.EVERYBODY && lease.space() == space.number())
                        .forEach(lease -> Watchers.tell(watcher, node, lease.key(), true));
            }
        });
    }

    private void hold(Lease lease) {
        if (!own.containsKey(lease)) {
            NodeId home = homeOf(lease);
            own.put(lease, home);
            tell(lease, home, true);
            outboxes.forEach(this::flush);
        }
    }

    private void drop(Lease lease) {
        NodeId home = own.remove(lease);
        if (home != null) {
            tell(lease, home, false);
            outboxes.forEach(this::flush);
        }
    }

    /** Where a lease is kept; what everybody is to know has no home. */
    private NodeId homeOf(Lease lease) {
        return switch (lease.scope()) {
            case HOME -> parts.placement().ofTopic(lease.key()).node();
            case EVERYBODY -> self;
        };
    }

    private void tell(Lease lease, NodeId home, boolean present) {
        switch (lease.scope()) {
            case HOME -> tellHome(lease, home, present);
            case EVERYBODY -> outboxes.values().forEach(outbox -> outbox.set(lease, present));
        }
    }

    private void tellHome(Lease lease, NodeId home, boolean present) {
        Outbox outbox = outboxes.get(home);
        if (home.equals(self)) {
            holdings.set(self, lease, present);
        } else if (outbox != null) { // a home that is not linked is told everything when it is
            outbox.set(lease, present);
        }
    }

    /** Members have changed: leases whose home is another now move there. */
    private void rehome() {
        own.replaceAll((lease, before) -> {
            NodeId now = homeOf(lease);
            if (!now.equals(before)) {
                tell(lease, before, false);
                tell(lease, now, true);
            }
            return now;
        });
        outboxes.forEach(this::flush);
    }

    private void find(Lease lease, Promise<Set<NodeId>> answer) {
        NodeId home = homeOf(lease);
        if (home.equals(self)) {
            answer.complete(holdings.holders(lease));
        } else if (!questions.hasRoom()) {
            answer.fail(new GatewayException(ErrorCode.OVERLOADED, "too many questions wait for the directory"));
        } else {
            long question = questions.add(home, answer);
            if (!send(home, LeaseFrames.ask(question, lease))) {
                questions.fail(question);
            }
        }
    }

    private void flush(NodeId peer, Outbox outbox) {
        if (outbox.isFromScratch()) {
            if (!send(peer, LeaseFrames.reset())) {
                return;
            }
            outbox.begun();
        }
        while (!outbox.isEmpty()) {
            List<Lease> next = outbox.next();
            if (!send(peer, LeaseFrames.leases(next, outbox::wants))) {
                return; // goes on when the link has drained
            }
            outbox.told(next);
        }
    }

    private void sendDigests() {
        outboxes.forEach((peer, outbox) -> {
            flush(peer, outbox);
            if (outbox.isEmpty() && !outbox.isFromScratch()) {
                send(peer, LeaseFrames.digest(outbox.digest()));
            }
        });
    }

    private boolean send(NodeId to, ByteBuf frame) {
        LinkOutcome outcome = parts.link().send(to, SERVICE, TrafficClass.CONTROL, frame);
        if (outcome != LinkOutcome.SENT) {
            frame.release();
        }
        return outcome == LinkOutcome.SENT;
    }

    private void receive(Arrival arrival) {
        ByteBuf frame = arrival.frame().retain();
        loop.run(() -> {
            try {
                LeaseFrames.read(frame, new Told(arrival.from()));
            } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
                LOG.error("{} sent the directory something malformed", arrival.from(), malformed);
            } finally {
                frame.release();
                arrival.taken();
            }
        });
    }

    private void forget(NodeId node) {
        holdings.of(node).forEach(lease -> set(node, lease, false));
    }

    private void set(NodeId node, Lease lease, boolean present) {
        if (holdings.set(node, lease, present)) {
            watchers.tell(node, lease, present);
        }
    }

    /** Hears of peers on the link's context, passes on to the loop. */
    private final class Peers implements LinkListener {
        @Override
        public void up(Member peer) {
            loop.run(() -> {
                Outbox outbox = new Outbox();
                outboxes.put(peer.node(), outbox);
                own.forEach((lease, home) ->
                        outbox.set(lease, lease.scope() == Lease.Scope.EVERYBODY || home.equals(peer.node())));
                flush(peer.node(), outbox);
            });
        }

        @Override
        public void down(Member peer) {
            loop.run(() -> {
                outboxes.remove(peer.node());
                questions.failAllOf(peer.node());
                forget(peer.node());
            });
        }

        @Override
        public void drained(NodeId peer, TrafficClass traffic) {
            loop.run(() -> {
                Outbox outbox = outboxes.get(peer);
                if (traffic == TrafficClass.CONTROL && outbox != null) {
                    flush(peer, outbox);
                }
            });
        }
    }

    /** What one peer has told. */
    private final class Told implements LeaseFrames.Reader {
        private final NodeId peer;

        Told(NodeId peer) {
            this.peer = peer;
        }

        @Override
        public void reset() {
            forget(peer);
        }

        @Override
        public void lease(Lease lease, boolean present) {
            set(peer, lease, present);
        }

        @Override
        public void ask(long question, Lease lease) {
            send(
                    peer,
                    LeaseFrames.answer(question, holdings.holders(lease))); // unanswered, the asker gives up by itself
        }

        @Override
        public void answer(long question, Set<NodeId> holders) {
            questions.answer(peer, question, holders);
        }

        @Override
        public void digest(long sum) {
            if (holdings.digest(peer) != sum) {
                LOG.warn("what {} holds is not what is known here, it is asked for everything", peer);
                send(peer, LeaseFrames.again());
            }
        }

        @Override
        public void again() {
            Outbox outbox = outboxes.get(peer);
            if (outbox != null) {
                outbox.again();
                flush(peer, outbox);
            }
        }
    }
}
