package io.rialto.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The medians of all rounds; faults are added up. */
public final class Summary {
    /**
     * What a median belongs to.
     *
     * @param scenario the scenario's name
     * @param part its part
     * @param server the server's name
     */
    public record Key(String scenario, String part, String server) {}

    private final Map<Key, Map<Metric, Double>> medians = new LinkedHashMap<>();

    /** Of these measurements, in their order. */
    public Summary(List<Measurement> measurements) {
        Map<Key, List<Measurement>> groups = new LinkedHashMap<>();
        measurements.forEach(one -> groups.computeIfAbsent(
                        new Key(one.scenario(), one.part(), one.server()), key -> new ArrayList<>())
                .add(one));
        groups.forEach((key, group) -> medians.put(key, medians(group)));
    }

    private static Map<Metric, Double> medians(List<Measurement> group) {
        Map<Metric, Double> medians = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            List<Double> numbers =
                    group.stream().flatMap(one -> one.figure(metric).stream()).toList();
            if (!numbers.isEmpty()) {
                medians.put(
                        metric,
                        metric == Metric.FAULTS
                                ? numbers.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum()
                                : Median.of(numbers, Double::doubleValue));
            }
        }
        return medians;
    }

    /** The scenarios, in the order they were measured. */
    public List<String> scenarios() {
        Set<String> names = new LinkedHashSet<>();
        medians.keySet().forEach(key -> names.add(key.scenario()));
        return List.copyOf(names);
    }

    /** What was measured of a scenario, part by part; within a part in the order of the servers. */
    public List<Key> keys(String scenario) {
        List<Key> keys = new ArrayList<>();
        for (String part : parts(scenario)) {
            medians.keySet().stream()
                    .filter(key -> key.scenario().equals(scenario) && key.part().equals(part))
                    .forEach(keys::add);
        }
        return keys;
    }

    /** The parts of a scenario. */
    public List<String> parts(String scenario) {
        Set<String> parts = new LinkedHashSet<>();
        medians.keySet().stream().filter(key -> key.scenario().equals(scenario)).forEach(key -> parts.add(key.part()));
        return List.copyOf(parts);
    }

    /** The servers of a scenario, the one in question first. */
    public List<String> servers(String scenario) {
        Set<String> servers = new LinkedHashSet<>();
        keys(scenario).forEach(key -> servers.add(key.server()));
        return List.copyOf(servers);
    }

    /** What was measured in any part of a scenario. */
    public List<Metric> metrics(String scenario) {
        Set<Metric> metrics = new TreeSet<>();
        keys(scenario).forEach(key -> metrics.addAll(medians.get(key).keySet()));
        return List.copyOf(metrics);
    }

    /** A median, if it was measured. */
    public Optional<Double> figure(Key key, Metric metric) {
        return Optional.ofNullable(medians.getOrDefault(key, Map.of()).get(metric));
    }

    /** All medians by what they belong to. */
    public Map<Key, Map<Metric, Double>> medians() {
        return medians;
    }
}
