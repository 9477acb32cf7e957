package io.rialto.bench.report;

import io.rialto.bench.scenario.Scenario;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run as a page to be kept with the sources. */
public final class ResultsPage {
    private static final String METHOD = """
            The load client and the server share one machine and talk over loopback. Each round is a fresh set of
            connections: a short warm-up, a closed loop (a fixed window of messages under way: what the server does
            without loss), then an open loop at half the rate reached, or at the scenario's own rate. Latency is taken
            from the time a message was meant to be sent: to its arrival, or to the answer where messages are kept.
            Servers take turns round by round; figures are medians of the rounds, faults (lost, refused, repeated)
            are sums. CPU is user and system time of the server process. Read CPU per delivery and the ratios
            first: deliveries per second depend on what else runs on the machine.
            """;

    private final Setup setup;
    private final List<Measurement> measurements;
    private final Collection<Scenario> scenarios;

    /** Of this run; the scenarios explain its names. */
    public ResultsPage(ResultFile.Run run, Collection<Scenario> scenarios) {
        this.setup = run.setup();
        this.measurements = List.copyOf(run.measurements());
        this.scenarios = List.copyOf(scenarios);
    }

    /** The page in Markdown. */
    public String text() {
        ResultTables tables = new ResultTables(measurements);
        String ratios = tables.hasRatios() ? "\n## Ratios\n\n" + tables.ratios() : "";
        return "# Results\n\nWritten by `bench/run report`.\n\n"
                + conditions()
                + "\n" + METHOD
                + "\n## Scenarios\n\n" + explanations()
                + ratios
                + "\n## Figures\n\n" + tables.figures();
    }

    private String conditions() {
        Table table = new Table("what", "value");
        table.row("date", setup.run());
        table.row("commit", setup.commit());
        table.row("processor", setup.cpu());
        table.row("cores", String.valueOf(setup.cores()));
        table.row("kernel", setup.kernel());
        table.row("JVM", setup.jvm());
        table.row("gateway options", setup.settings().isEmpty() ? "none" : String.join(" ", setup.settings()));
        table.row("rounds", setup.rounds() + " of " + setup.seconds() + " s a phase");
        table.row("load average", range());
        return table.text();
    }

    private String range() {
        double least =
                measurements.stream().mapToDouble(Measurement::load).min().orElse(0);
        double most = measurements.stream().mapToDouble(Measurement::load).max().orElse(0);
        return String.format(Locale.ROOT, "%.1f to %.1f", least, most);
    }

    private String explanations() {
        Table table = new Table("name", "load");
        measurements.stream().map(Measurement::scenario).distinct().forEach(name -> table.row(name, title(name)));
        return table.text();
    }

    private String title(String name) {
        Optional<Scenario> scenario =
                scenarios.stream().filter(one -> one.name().equals(name)).findFirst();
        return scenario.map(Scenario::title).orElse("");
    }
}
