package io.rialto.stream;

import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.RoomId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The receiving side of stream rooms on a node with subscribers: refuses what a superseded relay still sends, hands the
 * rest to the subscribers of this node. Confined to its shard.
 */
final class Edge {
    private static final int REMEMBERED = 100_000;
    private static final String TREE = "$stream/";

    private final LocalFanout fanout;
    private final Map<String, Long> epochs = new HashMap<>();

    Edge(LocalFanout fanout) {
        this.fanout = fanout;
    }

    /** The topic under which a room's runs go to the subscribers of a node. */
    static String topic(RoomId room) {
        return TREE + room.name();
    }

    /** Hands on the runs of this turn; answers how many were refused since a later epoch is known. */
    int receive(List<Run> runs) {
        List<Run> good = new ArrayList<>(runs.size());
        int refused = 0;
        for (Run run : runs) {
            long known = epochs.getOrDefault(run.topic(), 0L);
            if (run.epoch() < known) {
                refused++;
                run.release();
            } else {
                if (run.epoch() > known) {
                    remember(run);
                }
                good.add(run);
            }
        }
        if (!good.isEmpty()) {
            fanout.deliver(good);
        }
        return refused;
    }

    boolean hasSubscribers(RoomId room) {
        return fanout.hasSubscribers(topic(room));
    }

    void forget(RoomId room) {
        epochs.remove(topic(room));
    }

    private void remember(Run run) {
        if (epochs.size() >= REMEMBERED) {
            epochs.clear();
        }
        epochs.put(run.topic(), run.epoch());
    }
}
