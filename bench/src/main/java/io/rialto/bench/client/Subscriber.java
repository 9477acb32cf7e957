package io.rialto.bench.client;

/** One who listens, and checks that nothing is missing. */
final class Subscriber extends Listener {
    private final Flow flow;
    private final long[] next;

    /** Listens to so many publishers. */
    Subscriber(Tally tally, Flow flow, int publishers) {
        super(tally);
        this.flow = flow;
        this.next = new long[publishers];
    }

    @Override
    public void delivered(long ageNanos, int publisher, long sequence) {
        if (publisher >= next.length) {
            strange();
            return;
        }
        long missing = sequence - next[publisher];
        if (missing < 0) {
            tally().duplicates++;
            return;
        }
        tally().delivered(ageNanos);
        tally().gaps += missing;
        next[publisher] = sequence + 1;
        flow.accounted(missing + 1);
    }
}
