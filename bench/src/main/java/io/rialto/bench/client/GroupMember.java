package io.rialto.bench.client;

import java.util.BitSet;
import java.util.List;

/**
 * One of those who share what all publishers send, and check that nothing comes twice. What is missing shows at the end only,
 * since each message is somebody's.
 */
final class GroupMember extends Listener {
    private final Flow flow;
    private final List<BitSet> heard;

    /** {@code heard} is what the whole group has heard, by publisher. */
    GroupMember(Tally tally, Flow flow, List<BitSet> heard) {
        super(tally);
        this.flow = flow;
        this.heard = heard;
    }

    @Override
    public void delivered(long ageNanos, int publisher, long sequence) {
        if (publisher >= heard.size()) {
            strange();
        } else if (heard.get(publisher).get((int) sequence)) {
            tally().duplicates++;
        } else {
            heard.get(publisher).set((int) sequence);
            tally().delivered(ageNanos);
            flow.accounted(1);
        }
    }
}
