package io.rialto.bench.client;

import org.HdrHistogram.Histogram;

/** Counts what all connections of one load saw. Confined to the load's thread. */
final class Tally {
    private static final long LONGEST = 600_000_000_000L;
    private static final int DIGITS = 2;

    long published;
    long delivered;
    long answered;
    long refused;
    long gaps;
    long duplicates;
    long strange;
    long stalls;
    long late;
    long lost;
    int ready;
    String lastLoss = "";
    int lastRefusal;

    private final Histogram deliveries = new Histogram(LONGEST, DIGITS);
    private final Histogram answers = new Histogram(LONGEST, DIGITS);
    private boolean recording;

    void delivered(long age) {
        delivered++;
        if (recording) {
            deliveries.recordValue(Math.min(age, LONGEST));
        }
    }

    void answered(int code) {
        if (code == 0) {
            answered++;
        } else {
            refused++;
            lastRefusal = code;
        }
    }

    void answered(int code, long age) {
        answered(code);
        if (recording && code == 0) {
            answers.recordValue(Math.min(age, LONGEST));
        }
    }

    /** Grows with everything that shows the server is alive. */
    long moved() {
        return delivered + gaps + answered + refused;
    }

    /** Forgets the latencies so far; those to come count, or do not. */
    void record(boolean wanted) {
        recording = wanted;
        if (wanted) {
            deliveries.reset();
            answers.reset();
        }
    }

    Latency deliveryLatency() {
        return Latency.of(deliveries);
    }

    Latency answerLatency() {
        return Latency.of(answers);
    }

    Counts counts(long reads) {
        return new Counts(
                published, delivered, answered, refused, gaps, duplicates, strange, stalls, late, lost, reads);
    }
}
