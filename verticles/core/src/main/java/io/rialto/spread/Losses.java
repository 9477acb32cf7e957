package io.rialto.spread;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Gap.Cause;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one node could not be given, until it is told. So many topics are told apart, of further ones nothing is. Locked by its owner. */
final class Losses {
    private final Map<String, Gap> gaps = new LinkedHashMap<>(0);
    private final int topics;

    /** Tells so many topics apart. */
    Losses(int topics) {
        this.topics = topics;
    }

    boolean isEmpty() {
        return gaps.isEmpty();
    }

    /** Whether it will be told. */
    boolean add(Run run) {
        long from = run.frames().get(0).seq();
        long to = run.frames().get(run.frames().size() - 1).seq();
        Gap old = gaps.get(run.topic());
        if (old == null && gaps.size() >= topics) {
            return false;
        }
        boolean goesOn = old != null && old.epoch() == run.epoch();
        gaps.put(run.topic(), new Gap(run.topic(), run.epoch(), goesOn ? old.from() : from, to, Cause.LINK));
        return true;
    }

    /** They could not be told. */
    void putBack(List<Gap> untold) {
        untold.forEach(gap -> gaps.put(gap.topic(), gap));
    }

    /** Everything, which then is forgotten. */
    List<Gap> take() {
        List<Gap> all = new ArrayList<>(gaps.values());
        gaps.clear();
        return all;
    }
}
