package io.rialto.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One phase of one scenario, on one server or two.
 *
 * @param scenario the scenario's name
 * @param phase how the load was given
 * @param first the server in question
 * @param peer the one it is compared with
 */
record Comparison(String scenario, Measurement.Phase phase, Figures first, Optional<Figures> peer) {
    /** All comparisons of a run, in the order they were measured. */
    static List<Comparison> of(List<Measurement> measurements) {
        Map<String, List<Measurement>> groups = new LinkedHashMap<>();
        for (Measurement one : measurements) {
            groups.computeIfAbsent(one.scenario() + " " + one.phase(), key -> new ArrayList<>())
                    .add(one);
        }
        return groups.values().stream().map(Comparison::ofOne).toList();
    }

    private static Comparison ofOne(List<Measurement> group) {
        Map<String, List<Measurement>> servers = new LinkedHashMap<>();
        group.forEach(one ->
                servers.computeIfAbsent(one.server(), key -> new ArrayList<>()).add(one));
        boolean durable = group.stream().anyMatch(one -> one.answer().max() > 0);
        List<Figures> figures = servers.entrySet().stream()
                .map(entry -> Figures.of(entry.getKey(), entry.getValue(), durable))
                .toList();
        Measurement any = group.get(0);
        return new Comparison(
                any.scenario(),
                any.phase(),
                figures.get(0),
                figures.stream().skip(1).findFirst());
    }

    /** How many times less CPU a delivery costs than on the peer. */
    Optional<Double> cheaper() {
        return peer.filter(other -> first.cpuPerDelivery() > 0)
                .map(other -> other.cpuPerDelivery() / first.cpuPerDelivery());
    }

    /** How many times the peer's deliveries are made. */
    Optional<Double> faster() {
        return peer.filter(other -> other.deliveries() > 0).map(other -> first.deliveries() / other.deliveries());
    }
}
