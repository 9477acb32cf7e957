package io.rialto.bench.client;

import org.HdrHistogram.Histogram;

/**
 * How long messages took, in microseconds; all zero when nothing was measured.
 *
 * @param p50 half took at most this long
 * @param p99 99 of 100
 * @param p999 999 of 1000
 * @param max the longest
 */
public record Latency(double p50, double p99, double p999, double max) {
    private static final double NANOS = 1e3;

    static Latency of(Histogram histogram) {
        return new Latency(at(histogram, 50), at(histogram, 99), at(histogram, 99.9), histogram.getMaxValue() / NANOS);
    }

    private static double at(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS;
    }
}
