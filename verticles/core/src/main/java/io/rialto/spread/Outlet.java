package io.rialto.spread;

import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs on their way to another node: one word for all of a turn. What the link does not take is dropped, and told as a
 * gap before anything newer of its topic. Safe on any thread.
 */
public final class Outlet {
    /** Runs for the subscribers of a node. */
    record Runs(List<Run> runs) {}

    /** Gaps for the subscribers of a node. */
    record Gaps(List<Gap> gaps) {}

    static final List<Class<?>> WORDS = List.of(Runs.class, Gaps.class);

    private final Neighbours neighbours;
    private final Urgency urgency;
    private final Map<NodeId, Losses> losses = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder untold = new LongAdder();
    private final int lossTopics;

    /** An outlet for what is of this urgency; on the way to a node losses are told of so many topics. */
    public Outlet(Neighbours neighbours, Urgency urgency, int lossTopics) {
        this.lossTopics = lossTopics;
        this.neighbours = neighbours;
        this.urgency = urgency;
        neighbours.onGone(losses::remove);
        neighbours.onDrained((node, drained) -> {
            if (drained == urgency) {
                tellLosses(node);
            }
        });
    }

    /** Sends runs to a node; they stay the caller's. */
    public void send(NodeId node, List<Run> runs) {
        Portions.of(runs).forEach(portion -> {
            sendPortion(node, portion);
            portion.forEach(Run::release);
        });
    }

    private void sendPortion(NodeId node, List<Run> runs) {
        Losses lost = losses.get(node);
        if (lost != null && !tellLosses(node)) {
            lose(node, runs);
        } else if (neighbours.say(node, urgency, new Runs(runs))) {
            sent.increment();
        } else {
            lose(node, runs);
        }
    }

    /** Words with runs that were sent. */
    public long sent() {
        return sent.sum();
    }

    /** Frames that were dropped. */
    public long dropped() {
        return dropped.sum();
    }

    /** Frames among them of which nobody is told, since too many topics had losses. */
    public long untold() {
        return untold.sum();
    }

    private void lose(NodeId node, List<Run> runs) {
        losses.compute(node, (any, old) -> {
            Losses mine = old == null ? new Losses(lossTopics) : old;
            runs.forEach(run -> untold.add(mine.add(run) ? 0 : run.frames().size()));
            return mine;
        });
        runs.forEach(run -> dropped.add(run.frames().size()));
    }

    /** Whether nothing is left to be told. */
    private boolean tellLosses(NodeId node) {
        List<Gap> gaps = new ArrayList<>();
        losses.computeIfPresent(node, (any, lost) -> {
            gaps.addAll(lost.take());
            return neighbours.say(node, urgency, new Gaps(gaps)) ? null : restored(lost, gaps);
        });
        return !losses.containsKey(node);
    }

    private static Losses restored(Losses lost, List<Gap> gaps) {
        lost.putBack(gaps);
        return lost;
    }
}
