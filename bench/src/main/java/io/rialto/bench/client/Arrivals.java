package io.rialto.bench.client;

import org.HdrHistogram.Histogram;

/** Counts connections as they become ready, and how long each took. Confined to the load's thread. */
final class Arrivals {
    private static final long LONGEST = 600_000_000_000L;
    private static final int DIGITS = 2;

    private final LoadLoop loop;
    private final Tally tally;
    private final Histogram times = new Histogram(LONGEST, DIGITS);

    Arrivals(LoadLoop loop, Tally tally) {
        this.loop = loop;
        this.tally = tally;
    }

    /** One more that sets out now. */
    Events one() {
        long start = System.nanoTime();
        return new Bystander(tally) {
            @Override
            public void ready() {
                super.ready();
                times.recordValue(Math.min(loop.tick() - start, LONGEST));
            }

            @Override
            public void lost(String why) {
                tally.lost++;
                tally.lastLoss = why;
            }
        };
    }

    Latency latency() {
        return Latency.of(times);
    }
}
