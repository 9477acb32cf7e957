package io.rialto.adapter;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames that one connection has missed without having been told: the ranges of each topic, joined only where they
 * touch. Bounded per topic, where the oldest ranges give way; whoever keeps it bounds the topics. Confined to the
 * connection's event loop.
 */
public final class Gaps {
    private static final int MAX_RANGES = 16;

    /** Immutable while nothing is missed, which is nearly always. */
    private Map<String, List<Gap>> topics = Map.of();

    /** These frames do not come. */
    public void note(Gap gap) {
        if (topics.isEmpty()) {
            topics = new LinkedHashMap<>(1);
        }
        List<Gap> ranges = topics.computeIfAbsent(gap.topic(), topic -> new ArrayList<>(1));
        int last = ranges.size() - 1;
        if (last >= 0 && touches(ranges.get(last), gap)) {
            ranges.set(last, joined(ranges.get(last), gap));
        } else {
            if (ranges.size() == MAX_RANGES) {
                ranges.remove(0);
            }
            ranges.add(gap);
        }
    }

    /** Whether frames of this topic are missed. */
    public boolean has(String topic) {
        return !topics.isEmpty() && topics.containsKey(topic);
    }

    /** Takes out what is missed of a run's topic before or within that run. */
    public List<Gap> takeBefore(Run run) {
        if (!has(run.topic())) {
            return List.of();
        }
        List<Gap> ranges = topics.get(run.topic());
        List<Gap> due = ranges.stream().filter(gap -> isDue(gap, run)).toList();
        ranges.removeAll(due);
        if (ranges.isEmpty()) {
            topics.remove(run.topic());
        }
        return due;
    }

    /** Takes out all ranges of the topic that has waited longest; none where nothing is missed. */
    public List<Gap> takeOldest() {
        Iterator<List<Gap>> oldest = topics.values().iterator();
        if (!oldest.hasNext()) {
            return List.of();
        }
        List<Gap> ranges = oldest.next();
        oldest.remove();
        return ranges;
    }

    /** Whether nothing is missed. */
    public boolean isEmpty() {
        return topics.isEmpty();
    }

    /** Of how many topics frames are missed. */
    public int size() {
        return topics.size();
    }

    /** Forgets everything. */
    public void clear() {
        topics = Map.of();
    }

    private static boolean isDue(Gap gap, Run run) {
        return gap.epoch() != run.epoch() || gap.from() <= lastSeq(run);
    }

    private static long lastSeq(Run run) {
        return run.frames().get(run.frames().size() - 1).seq();
    }

    private static boolean touches(Gap one, Gap next) {
        boolean alike = one.epoch() == next.epoch() && one.cause() == next.cause();
        boolean ends = one.to() != Gap.UNKNOWN;
        return alike
                && ends
                && next.from() <= one.to() + 1
                && (next.to() == Gap.UNKNOWN || next.to() >= one.from() - 1);
    }

    private static Gap joined(Gap one, Gap next) {
        long to = next.to() == Gap.UNKNOWN ? Gap.UNKNOWN : Math.max(one.to(), next.to());
        return new Gap(one.topic(), one.epoch(), Math.min(one.from(), next.from()), to, one.cause());
    }
}
