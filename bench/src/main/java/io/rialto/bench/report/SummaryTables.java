package io.rialto.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Medians as tables: one for each scenario, one of what they come to against the peers. */
public final class SummaryTables {
    private static final String US = "rialto";

    private final Summary summary;

    /** Of these. */
    public SummaryTables(Summary summary) {
        this.summary = summary;
    }

    /** A line for every part and server of a scenario, a column for everything measured. */
    public String figures(String scenario) {
        List<Metric> metrics = summary.metrics(scenario);
        List<String> headings = new ArrayList<>(List.of("part", "server"));
        metrics.forEach(metric -> headings.add(metric.title()));
        Table table = new Table(headings.toArray(String[]::new));
        for (Summary.Key key : summary.keys(scenario)) {
            List<String> row = new ArrayList<>(List.of(key.part(), key.server()));
            metrics.forEach(metric ->
                    row.add(summary.figure(key, metric).map(metric::write).orElse("")));
            table.row(row.toArray(String[]::new));
        }
        return table.text();
    }

    /** Whether there is a peer to be compared with. */
    public boolean hasRatios() {
        return !ratioRows().isEmpty();
    }

    /** How many times less CPU, how many times more deliveries than each peer. */
    public String ratios() {
        Table table = new Table("scenario", "part", "against", "CPU, times less", "rate, times", "p99, times less");
        ratioRows().forEach(table::row);
        return table.text();
    }

    private List<String[]> ratioRows() {
        List<String[]> rows = new ArrayList<>();
        for (String scenario : summary.scenarios()) {
            for (Summary.Key peer : summary.keys(scenario)) {
                Summary.Key ours = new Summary.Key(scenario, peer.part(), US);
                if (!peer.server().equals(US) && summary.medians().containsKey(ours)) {
                    rows.add(new String[] {
                        scenario,
                        peer.part(),
                        peer.server(),
                        ratio(peer, ours, Metric.CPU, Metric.CPU_PER_CONNECTION),
                        ratio(ours, peer, Metric.DELIVERIES, Metric.CONNECTIONS),
                        ratio(peer, ours, Metric.P99)
                    });
                }
            }
        }
        return rows;
    }

    /** Of the first of these metrics that both have. */
    private String ratio(Summary.Key over, Summary.Key under, Metric... metrics) {
        for (Metric metric : metrics) {
            Optional<Double> above = summary.figure(over, metric);
            Optional<Double> below = summary.figure(under, metric).filter(number -> number > 0);
            if (above.isPresent() && below.isPresent()) {
                double ratio = above.get() / below.get();
                return Ratio.write(ratio);
            }
        }
        return "";
    }
}
