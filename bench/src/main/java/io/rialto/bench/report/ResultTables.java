package io.rialto.bench.report;

import static io.rialto.bench.report.Figure.count;
import static io.rialto.bench.report.Figure.micros;
import static io.rialto.bench.report.Figure.oneDigit;
import static io.rialto.bench.report.Figure.twoDigits;

import java.util.List;
import java.util.Locale;

/** Measurements as tables: all figures, then what they come to against the peer. */
public final class ResultTables {
    private final List<Comparison> comparisons;

    /** Of these measurements. */
    public ResultTables(List<Measurement> measurements) {
        comparisons = Comparison.of(measurements);
    }

    /** All medians, a line for every scenario, phase and server. */
    public String figures() {
        Table table = new Table(
                "scenario",
                "loop",
                "server",
                "deliveries/s",
                "messages/s",
                "CPU µs/delivery",
                "p50 / p99 / p99.9 ms",
                "server cores",
                "client cores",
                "RSS MiB",
                "faults");
        for (Comparison one : comparisons) {
            figures(table, one, one.first());
            one.peer().ifPresent(peer -> figures(table, one, peer));
        }
        return table.text();
    }

    private static void figures(Table table, Comparison comparison, Figures figures) {
        table.row(
                comparison.scenario(),
                comparison.phase().name().toLowerCase(Locale.ROOT),
                figures.server(),
                count(figures.deliveries()),
                count(figures.messages()),
                micros(figures.cpuPerDelivery()),
                Figure.latency(figures.latency()),
                twoDigits(figures.serverCores()),
                twoDigits(figures.clientCores()),
                oneDigit(figures.residentMib()),
                String.valueOf(figures.faults()));
    }

    /** Whether there is a peer to be compared with. */
    public boolean hasRatios() {
        return comparisons.stream().anyMatch(one -> one.peer().isPresent());
    }

    /** How many times less CPU, how many times more deliveries than the peer. */
    public String ratios() {
        Table table = new Table("scenario", "loop", "against", "CPU per delivery, times less", "deliveries/s, times");
        for (Comparison one : comparisons) {
            one.peer()
                    .ifPresent(peer -> table.row(
                            one.scenario(),
                            one.phase().name().toLowerCase(Locale.ROOT),
                            peer.server(),
                            one.cheaper().map(Figure::times).orElse("-"),
                            one.faster().map(Figure::times).orElse("-")));
        }
        return table.text();
    }
}
