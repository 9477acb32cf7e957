package io.rialto.bench.client;

import org.HdrHistogram.Histogram;

/** Small commands on one connection at a steady rate; their answers, from when they were meant to be sent. */
final class Pinger {
    private static final long LONGEST = 60_000_000_000L;
    private static final int DIGITS = 2;
    private static final int REMEMBERED = 1 << 16;

    private final Histogram times = new Histogram(LONGEST, DIGITS);
    private final long[] meant = new long[REMEMBERED];
    private int sent;
    private int answered;

    void send(Link link, long due) {
        meant[sent & (REMEMBERED - 1)] = due;
        link.out().append(BigBinaryFrames.ping(sent++));
    }

    void answered(int number, long now) {
        answered++;
        times.recordValue(Math.min(Math.max(0, now - meant[number & (REMEMBERED - 1)]), LONGEST));
    }

    void forget() {
        times.reset();
    }

    int missing() {
        return sent - answered;
    }

    Latency latency() {
        return Latency.of(times);
    }
}
