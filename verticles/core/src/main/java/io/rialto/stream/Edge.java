package io.rialto.stream;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The receiving side of stream rooms on a node with subscribers: refuses what a superseded relay still sends, marks what
 * was heard in an earlier epoch, hands the rest to the subscribers of this node. Safe on any thread; runs of one room come from one at a time.
 */
public final class Edge {
    private static final int REMEMBERED = 100_000;
    private static final String TREE = "$stream/";

    private final LocalFanout fanout;
    private final Repetitions repetitions;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();
    private final LongAdder repeated = new LongAdder();

    /** The one of a node. */
    public Edge(LocalFanout fanout, Repetitions repetitions) {
        this.fanout = fanout;
        this.repetitions = repetitions;
    }

    /** What this node knows of the numbers of publishers. */
    Repetitions repetitions() {
        return repetitions;
    }

    /** Frames that the subscribers of this node have had in an earlier epoch, and were not handed again. */
    long repeated() {
        return repeated.sum();
    }

    /** Adds a subscriber of a room. On its loop. */
    void subscribe(RoomId room, Subscriber subscriber) {
        fanout.subscribe(topic(room), subscriber);
    }

    /** Takes it away. On its loop. */
    void unsubscribe(RoomId room, Subscriber subscriber) {
        fanout.unsubscribe(topic(room), subscriber);
    }

    /** The topic under which a room's runs go to the subscribers of a node. */
    static String topic(RoomId room) {
        return TREE + room.name();
    }

    /** The room whose runs go under this topic. */
    static RoomId room(String topic) {
        return new RoomId("s:" + topic.substring(TREE.length()));
    }

    /** Hands one run on, unless a later epoch is known; takes over its ownership. */
    public void hear(Run run) {
        receive(List.of(run));
    }

    /** Hands runs on, takes over their ownership; answers the topics of which a later epoch is known. */
    List<String> receive(List<Run> runs) {
        List<Run> good = new ArrayList<>(runs.size());
        List<String> refused = new ArrayList<>(0);
        for (Run run : runs) {
            if (epochs.merge(run.topic(), run.epoch(), Math::max) > run.epoch()) {
                refused.add(run.topic());
                run.release();
            } else {
                good.add(compared(run));
            }
        }
        if (!good.isEmpty()) {
            fanout.deliver(good);
        }
        if (epochs.size() > REMEMBERED) {
            epochs.keySet().removeIf(topic -> !fanout.hasSubscribers(topic));
        }
        return refused;
    }

    /** Frames that a relay of this epoch offers again; those that were heard in an earlier one are marked. */
    List<Frame> compared(long epoch, List<Frame> frames) {
        return frames.stream()
                .map(frame -> isKnown(frame, epoch) ? frame.at(frame.lane().asRepeated()) : frame)
                .toList();
    }

    private boolean isKnown(Frame frame, long epoch) {
        LanePart lane = frame.lane();
        return lane.publisher() != 0 && repetitions.has(lane.publisher(), epoch, lane.publication());
    }

    /** The run, its frames marked that were heard in an earlier epoch; takes over its ownership. */
    private Run compared(Run run) {
        List<Frame> marked = null;
        for (int i = 0; i < run.frames().size(); i++) {
            Frame frame = run.frames().get(i);
            LanePart lane = frame.lane();
            if (lane.publisher() != 0 && repetitions.add(lane.publisher(), run.epoch(), lane.publication())) {
                repeated.increment();
                marked = marked == null ? new ArrayList<>(run.frames()) : marked;
                marked.set(i, frame.at(lane.asRepeated()));
            }
        }
        if (marked == null) {
            return run;
        }
        Run other = run.part(marked);
        run.release();
        return other;
    }

    /** The latest epoch that is known of a topic, 0 where none is. */
    long epochOf(String topic) {
        return epochs.getOrDefault(topic, 0L);
    }

    void forget(RoomId room) {
        epochs.remove(topic(room));
    }
}
