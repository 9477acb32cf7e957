package io.rialto.bench.report;

import io.rialto.bench.client.Latency;
import java.util.EnumMap;
import java.util.Map;

/** Gathers what one measurement came to. */
public final class Figures {
    private final Map<Metric, Double> figures = new EnumMap<>(Metric.class);

    /** With one more. */
    public Figures with(Metric metric, double number) {
        figures.put(metric, number);
        return this;
    }

    /** With one more, a whole number. */
    public Figures with(Metric metric, long number) {
        return with(metric, (double) number);
    }

    /** With the percentiles of a latency; none where nothing was measured. */
    public Figures with(Latency latency) {
        return latency.max() == 0
                ? this
                : with(Metric.P50, latency.p50())
                        .with(Metric.P99, latency.p99())
                        .with(Metric.P999, latency.p999())
                        .with(Metric.LONGEST, latency.max());
    }

    /** All of them. */
    public Map<Metric, Double> all() {
        return figures;
    }
}
