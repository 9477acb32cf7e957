package io.rialto.bench.client;

/** One who listens, and checks that nothing is missing. */
final class Subscriber implements Events {
    private final Tally tally;
    private final Flow flow;
    private final long[] next;

    /** Listens to so many publishers. */
    Subscriber(Tally tally, Flow flow, int publishers) {
        this.tally = tally;
        this.flow = flow;
        this.next = new long[publishers];
    }

    @Override
    public void ready() {
        tally.ready++;
    }

    @Override
    public void delivered(long ageNanos, int publisher, long sequence) {
        if (publisher >= next.length) {
            tally.strange++;
            return;
        }
        long missing = sequence - next[publisher];
        if (missing < 0) {
            tally.duplicates++;
            return;
        }
        tally.delivered(ageNanos);
        tally.gaps += missing;
        next[publisher] = sequence + 1;
        flow.accounted(missing + 1);
    }

    @Override
    public void answered(int code) {
        // Subscribers send nothing that is counted.
    }

    @Override
    public void answered(int code, long ageNanos) {
        // Subscribers send nothing that is counted.
    }

    @Override
    public void strange() {
        tally.strange++;
    }

    @Override
    public void lost(String why) {
        tally.lost++;
        tally.lastLoss = why;
    }
}
