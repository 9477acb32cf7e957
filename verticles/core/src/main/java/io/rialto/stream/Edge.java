package io.rialto.stream;

import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The receiving side of stream rooms on a node with subscribers: refuses what a superseded relay still sends, hands the
 * rest to the subscribers of this node. Safe on any thread; runs of one room come from one at a time.
 */
public final class Edge {
    private static final int REMEMBERED = 100_000;
    private static final String TREE = "$stream/";

    private final LocalFanout fanout;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();

    /** The one of a node. */
    public Edge(LocalFanout fanout) {
        this.fanout = fanout;
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
                good.add(run);
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

    /** The latest epoch that is known of a topic, 0 where none is. */
    long epochOf(String topic) {
        return epochs.getOrDefault(topic, 0L);
    }

    void forget(RoomId room) {
        epochs.remove(topic(room));
    }
}
