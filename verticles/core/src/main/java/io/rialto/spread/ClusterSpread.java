package io.rialto.spread;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.bus.TalkLimits;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.Topics;
import io.rialto.spread.Announcements.All;
import io.rialto.spread.Announcements.Compare;
import io.rialto.spread.Announcements.Noted;
import io.rialto.spread.Announcements.SayAgain;
import io.rialto.spread.Announcements.Settled;
import io.rialto.spread.Announcements.Unwant;
import io.rialto.spread.Announcements.Want;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The subscriptions of all nodes of a cluster: those of this node are in its fan-out, of the others it is known which
 * filters they want. A run leaves for each node that wants it once. Safe on any thread.
 */
public final class ClusterSpread implements Spread {
    private static final String GROUP_VIEW = "$group/";

    /** What is said between nodes here. */
    public static final List<Class<?>> WORDS =
            Stream.of(Announcements.WORDS, Outlet.WORDS).flatMap(List::stream).toList();

    private final Vertx vertx;
    private final LocalFanout fanout;
    private final Placement placement;
    private final Neighbours neighbours;
    private final Wants wants = new Wants();
    /** What nodes that say everything anew have said so far. */
    private final Map<NodeId, Set<String>> coming = new HashMap<>();

    /** The members as each node saw them when it had announced everything. */
    private final Map<NodeId, Tally> settled = new HashMap<>();

    private final AtomicLong moves = new AtomicLong();
    private final Announcements announcements;
    private final Outlet outlet;
    private final Unseen unseen;
    private final TalkLimits limits;

    /** The one of a node. */
    public ClusterSpread(
            Vertx vertx, LocalFanout fanout, Placement placement, Neighbours neighbours, TalkLimits limits) {
        this.limits = limits;
        this.vertx = vertx;
        this.fanout = fanout;
        this.placement = placement;
        this.neighbours = neighbours;
        this.announcements = new Announcements(vertx, neighbours, fanout, this::homes, limits);
        this.outlet = new Outlet(neighbours, Urgency.MESSAGE, limits.lossTopics());
        this.unseen = new Unseen(outlet, limits.urgentBytes());
        neighbours.hear(Want.class, this::want);
        neighbours.hear(Unwant.class, (from, word) -> wants.remove(from, word.filters()));
        neighbours.hear(All.class, this::all);
        neighbours.hear(Settled.class, this::settled);
        neighbours.hear(Compare.class, this::compare);
        neighbours.hear(Outlet.Runs.class, (from, word) -> fanout.deliver(word.runs()));
        neighbours.hear(Outlet.Gaps.class, (from, word) -> word.gaps().forEach(fanout::missed));
        neighbours.onGone(this::gone);
    }

    /**
     * The members have changed, so have the homes of topics. Until a node has announced to the new homes what it wants it
     * gets everything, for a while at most. On the link's context.
     */
    public void homesMoved() {
        long mine = moves.incrementAndGet();
        unseen.changed(neighbours.others());
        lookWhoIsSettled();
        vertx.setTimer(limits.newcomerMillis(), late -> giveUp(mine));
        announcements.homesMoved();
    }

    private void giveUp(long move) {
        if (move == moves.get()) {
            wants.unsettled(Set.of());
            unseen.settled();
        }
    }

    private void lookWhoIsSettled() {
        Tally members = announcements.members();
        Set<NodeId> unsettled = new HashSet<>(neighbours.others());
        unsettled.removeIf(node -> members.equals(settled.get(node)));
        wants.unsettled(unsettled);
        if (unsettled.isEmpty()) {
            unseen.settled();
        }
    }

    private void settled(NodeId node, Settled word) {
        settled.put(node, word.members());
        lookWhoIsSettled();
    }

    /** Registers what is counted here. */
    public void meter(MeterRegistry meters) {
        FunctionCounter.builder("rialto.dropped", outlet, out -> (double) out.dropped())
                .tag("door", "channels")
                .tag("reason", "link_full")
                .register(meters);
        FunctionCounter.builder("rialto.dropped", outlet, out -> (double) out.untold())
                .description("frames among link_full of which no gap tells")
                .tag("door", "channels")
                .tag("reason", "gap_untold")
                .register(meters);
        FunctionCounter.builder("rialto.dropped", unseen, one -> (double) one.dropped())
                .description(
                        "frames that left while members changed, too many to be kept for nodes that are seen later")
                .tag("door", "channels")
                .tag("reason", "unseen")
                .register(meters);
        FunctionCounter.builder("rialto.channel.sent", outlet, out -> (double) out.sent())
                .description("words with runs of channels to other nodes")
                .register(meters);
    }

    @Override
    public Future<Void> subscribe(String filter, Subscriber subscriber) {
        fanout.subscribe(filter, subscriber);
        if (neighbours.isAlone()) {
            return Future.succeededFuture();
        }
        Promise<Void> settled = ((ContextInternal) vertx.getOrCreateContext()).promise();
        announcements.settled(filter, settled);
        return settled.future();
    }

    @Override
    public void unsubscribe(String filter, Subscriber subscriber) {
        fanout.unsubscribe(filter, subscriber);
    }

    @Override
    public void deliver(List<Run> runs) {
        if (unseen.isOpen() && !neighbours.isAlone()) {
            unseen.send(neighbours.others(), runs, () -> byNode(runs));
        } else if (!neighbours.isAlone()) {
            byNode(runs).forEach(outlet::send);
        }
        fanout.deliver(runs);
    }

    @Override
    public boolean hasSubscribers(String topic) {
        return fanout.hasSubscribers(topic)
                || (!neighbours.isAlone() && !wantedAt(topic).isEmpty());
    }

    /**
     * The nodes that get the frames of a topic. Where another node has learnt earlier than this one that topics have moved
     * here, nobody has announced anything for them yet: all get them.
     */
    private Collection<NodeId> wantedAt(String topic) {
        return moves.get() > 0 && homeOf(topic).equals(neighbours.self()) ? wants.of(topic) : neighbours.others();
    }

    private NodeId homeOf(String topic) {
        return topic.startsWith(GROUP_VIEW)
                ? placement
                        .of(RoomId.group(topic.substring(GROUP_VIEW.length())))
                        .node()
                : placement.ofTopic(topic).node();
    }

    private Map<NodeId, List<Run>> byNode(List<Run> runs) {
        Map<NodeId, List<Run>> byNode = new HashMap<>(2);
        for (Run run : runs) {
            for (NodeId node : wantedAt(run.topic())) {
                byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(run);
            }
        }
        return byNode;
    }

    /** Stream rooms are not here: their relays know their subscribers themselves. */
    private Set<NodeId> homes(String filter) {
        Set<NodeId> homes = new HashSet<>();
        if (filter.startsWith("$stream/")) {
            return homes;
        } else if (Topics.isWildcard(filter)) {
            homes.addAll(neighbours.others());
        } else {
            homes.add(homeOf(filter));
        }
        homes.remove(neighbours.self());
        return homes;
    }

    private void want(NodeId from, Want word) {
        wants.add(from, word.filters());
        neighbours.say(from, Urgency.CONTROL, new Noted(word.id()));
    }

    /** On the link's context, as everything that is heard. */
    private void all(NodeId from, All word) {
        if (word.first()) {
            coming.put(from, new HashSet<>());
        }
        Set<String> filters = coming.computeIfAbsent(from, any -> new HashSet<>());
        filters.addAll(word.filters());
        if (word.last()) {
            wants.replace(from, filters);
            coming.remove(from);
            neighbours.say(from, Urgency.CONTROL, new Noted(word.id()));
        }
    }

    private void gone(NodeId node) {
        coming.remove(node);
        settled.remove(node);
        wants.forget(node);
    }

    private void compare(NodeId from, Compare word) {
        if (!wants.tally(from).equals(word.tally())) {
            neighbours.say(from, Urgency.CONTROL, new SayAgain());
        }
    }
}
