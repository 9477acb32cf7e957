package io.rialto.bench.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one round of one part of a scenario came to on one server.
 *
 * @param scenario the scenario's name
 * @param part which part of it: how the load was given, to whom
 * @param server whose figures these are
 * @param round counted from 1
 * @param figures by what they are figures of
 */
public record Measurement(String scenario, String part, String server, int round, Map<Metric, Double> figures) {
    /** Takes a copy. */
    public Measurement {
        Map<Metric, Double> copy = new EnumMap<>(Metric.class);
        copy.putAll(figures);
        figures = copy;
    }

    /** One of them, if it was measured. */
    public Optional<Double> figure(Metric metric) {
        return Optional.ofNullable(figures.get(metric));
    }
}
