package io.rialto.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.Arrival;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Receiver;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Links between nodes of one JVM: in order, each frame once, until a node is killed. A class to a node can be shut, as if
 * its window were full.
 */
final class Mesh {
    private final Vertx vertx;
    private final Map<NodeId, Station> stations = new ConcurrentHashMap<>();
    private final List<Station> all = new CopyOnWriteArrayList<>();
    private final Set<NodeId> cut = ConcurrentHashMap.newKeySet();
    private final Set<String> shut = ConcurrentHashMap.newKeySet();

    Mesh(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The link and the members of one node; it is seen by the others from {@link #join} on. */
    Station station(Member self) {
        Station station = new Station(self);
        all.add(station);
        return station;
    }

    /** The node can be spoken to; each learns of each, but one of them has no link to the newcomer yet, if any. */
    void join(Station newcomer, Optional<NodeId> late) {
        List<Station> old = new ArrayList<>(stations.values());
        stations.put(newcomer.self().node(), newcomer);
        for (Station one : old) {
            if (!late.equals(Optional.of(one.self().node()))) {
                meet(one, newcomer);
            }
        }
    }

    /** The link between these two opens. */
    void meet(NodeId one, NodeId other) {
        meet(stations.get(one), stations.get(other));
    }

    private static void meet(Station one, Station other) {
        one.sees(other.self());
        other.sees(one.self());
    }

    /** The node neither says nor hears anything any more; the others learn of it. */
    void kill(NodeId node) {
        Station dead = stations.remove(node);
        dead.dead = true;
        stations.values().forEach(one -> one.loses(dead.self()));
    }

    /** From now on every node that there was sees itself alone; nobody is told. */
    void scatter() {
        all.forEach(one -> one.live = List.of(one.self()));
    }

    /** The node is about to leave, as all see; nothing new is placed there. */
    void drain(NodeId node) {
        Member staying = stations.get(node).self();
        Member leaving =
                new Member(staying.node(), staying.boot(), staying.shards(), staying.host(), staying.port(), true);
        stations.values().forEach(one -> one.replaces(staying, leaving));
    }

    /** The node is cut off from all others, which live on. */
    void cutOff(NodeId node) {
        Station alone = stations.get(node);
        cut.add(node);
        stations.values().stream().filter(one -> one != alone).forEach(one -> {
            one.loses(alone.self());
            alone.loses(one.self());
        });
    }

    /** It is not cut off any more. */
    void heal(NodeId node) {
        Station alone = stations.get(node);
        cut.remove(node);
        stations.values().stream().filter(one -> one != alone).forEach(one -> {
            one.sees(alone.self());
            alone.sees(one.self());
        });
    }

    /** Nothing of this class is taken for a node. */
    void shut(NodeId node, TrafficClass traffic) {
        shut.add(node + "/" + traffic);
    }

    void open(NodeId node, TrafficClass traffic) {
        shut.remove(node + "/" + traffic);
        stations.values()
                .forEach(one -> one.onContext(() -> one.listeners.forEach(each -> each.drained(node, traffic))));
    }

    final class Station extends GivenLink {
        private final Context context = ((VertxInternal) vertx).createEventLoopContext();
        private final Map<Service, Receiver> receivers = new ConcurrentHashMap<>();
        private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
        private final List<Consumer<List<Member>>> followers = new CopyOnWriteArrayList<>();
        private final Map<NodeId, List<Runnable>> early = new HashMap<>();
        private volatile boolean dead;

        private Station(Member self) {
            super(self);
        }

        @Override
        public LinkOutcome send(NodeId to, Service service, TrafficClass traffic, ByteBuf frame) {
            Station there = stations.get(to);
            if (dead) {
                frame.release(); // it does not know, nobody hears it
                return LinkOutcome.SENT;
            }
            if (there == null || cut.contains(to) || cut.contains(self().node())) {
                return LinkOutcome.UNKNOWN_NODE;
            }
            if (shut.contains(to + "/" + traffic)) {
                return LinkOutcome.FULL;
            }
            ByteBuf copy = Unpooled.copiedBuffer(frame);
            frame.release();
            there.onContext(() -> there.arrived(this, () -> there.receivers
                    .get(service)
                    .receive(new Arrival(self().node(), self().boot(), traffic, copy, () -> {}))));
            return LinkOutcome.SENT;
        }

        /** Nothing of a node is received before it is up here, nor after it is down. */
        private void arrived(Station from, Runnable frame) {
            if (dead
                    || from.dead
                    || cut.contains(self().node())
                    || cut.contains(from.self().node())) {
                return;
            }
            if (live.stream()
                    .anyMatch(member -> member.node().equals(from.self().node()))) {
                frame.run();
            } else {
                early.computeIfAbsent(from.self().node(), node -> new ArrayList<>())
                        .add(frame);
            }
        }

        @Override
        public void receive(Service service, Receiver receiver) {
            receivers.put(service, receiver);
        }

        @Override
        public void listen(LinkListener listener) {
            listeners.add(listener);
        }

        @Override
        public void listen(Consumer<List<Member>> listener) {
            followers.add(listener);
        }

        private void sees(Member other) {
            change(() -> {
                List<Member> more = new ArrayList<>(live);
                more.add(other);
                more.sort((one, two) -> one.node().value().compareTo(two.node().value()));
                live = List.copyOf(more);
                followers.forEach(follower -> follower.accept(live));
                listeners.forEach(listener -> listener.up(other));
                List<Runnable> waited = early.remove(other.node());
                if (waited != null) {
                    waited.forEach(Runnable::run);
                }
            });
        }

        private void replaces(Member before, Member now) {
            change(() -> {
                live = live.stream()
                        .map(member -> member.equals(before) ? now : member)
                        .toList();
                followers.forEach(follower -> follower.accept(live));
            });
        }

        private void loses(Member other) {
            change(() -> {
                live = live.stream()
                        .filter(member -> !member.node().equals(other.node()))
                        .toList();
                followers.forEach(follower -> follower.accept(live));
                listeners.forEach(listener -> listener.down(other));
            });
        }

        /** Back when everybody here has been told. */
        private void change(Runnable step) {
            CountDownLatch done = new CountDownLatch(1);
            onContext(() -> {
                step.run();
                done.countDown();
            });
            try {
                if (!done.await(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("the context of " + self().node() + " is stuck");
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        private void onContext(Runnable step) {
            context.runOnContext(now -> step.run());
        }
    }
}
