package io.rialto.bench.report;

import io.rialto.bench.scenario.Scenario;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run as a page to be kept with the sources. */
public final class ResultsPage {
    private static final String METHOD = """
            Load client and servers share one machine and talk over loopback. Each round is a fresh set of connections: a
            short warm-up, a closed loop (a fixed window of messages under way: what the server does without loss), then
            open loops at shares of the rate reached, or at the scenario's own rate. Latency is taken from the time a
            message was meant to be sent: to its arrival, or to the answer where messages are kept. Servers take turns round
            by round; figures are medians of the rounds, faults (lost, refused, repeated, not handed over) are sums. CPU is
            user and system time of the server process. Read CPU per delivery and the ratios first: deliveries per second
            depend on what else runs on the machine, and a slower rate has less to coalesce.
            """;
    private static final String US = "rialto";
    /** Client and server keep up to two processors busy by themselves. */
    private static final double BUSY = 2.5;

    private static final double PERCENT = 100;

    private final ResultFile.Run run;
    private final Summary summary;
    private final List<Measurement> measurements;
    private final Collection<Scenario> scenarios;
    private final List<Target> targets;
    private final Baseline baseline;

    /** Of this run; the scenarios explain its names. */
    public ResultsPage(ResultFile.Run run, Collection<Scenario> scenarios, List<Target> targets, Baseline baseline) {
        this.run = run;
        this.measurements = List.copyOf(run.measurements());
        this.summary = new Summary(measurements);
        this.scenarios = List.copyOf(scenarios);
        this.targets = List.copyOf(targets);
        this.baseline = baseline;
    }

    /** The page in Markdown; at its end what was written elsewhere. */
    public String text(String appendix) {
        SummaryTables tables = new SummaryTables(summary);
        StringBuilder page = new StringBuilder("# Results\n\nWritten by `./rialto bench report`.\n\n");
        page.append(conditions())
                .append('\n')
                .append(busy(run))
                .append(METHOD)
                .append('\n')
                .append(client());
        page.append("\n## Targets\n\n").append(targets());
        page.append("\n## What got worse\n\n").append(worse());
        if (tables.hasRatios()) {
            page.append("\n## Against the peers\n\nAbove 1 is in our favour.\n\n")
                    .append(tables.ratios());
        }
        page.append("\n## Figures\n");
        for (String name : summary.scenarios()) {
            page.append("\n### ").append(name).append("\n\n");
            title(name)
                    .ifPresent(
                            title -> page.append(title).append(measuredAt(name)).append("\n\n"));
            page.append(tables.figures(name));
        }
        return appendix.isBlank()
                ? page.toString()
                : page.append('\n').append(appendix).toString();
    }

    private String conditions() {
        Table table = new Table("what", "value");
        conditions(run).forEach(table::row);
        return table.text();
    }

    /** What a run was made on, line by line. */
    static Map<String, String> conditions(ResultFile.Run run) {
        Setup setup = run.setup();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("date", setup.run());
        lines.put("commit", run.isMixed() ? "of each scenario, with its figures" : setup.commit());
        lines.put("processor", setup.machine());
        lines.put("kernel", setup.kernel());
        lines.put("JVM", setup.jvm());
        lines.put("transport", setup.transport());
        lines.put("peers", setup.peers().isEmpty() ? "none" : String.join(", ", setup.peers()));
        lines.put("gateway options", setup.settings().isEmpty() ? "none" : String.join(" ", setup.settings()));
        lines.put("rounds", setup.rounds() + " of " + setup.seconds() + " s a phase");
        lines.put("load average", range(run.measurements()));
        return lines;
    }

    /** A word of warning where others wanted the processors as well; empty where they did not. */
    static String busy(ResultFile.Run run) {
        double[] loads = loads(run.measurements());
        double most =
                loads.length == 0 ? 0 : Median.of(Arrays.stream(loads).boxed().toList(), Double::doubleValue);
        int cores = run.setup().cores();
        return most <= BUSY * cores
                ? ""
                : String.format(
                        Locale.ROOT,
                        "**The machine was busy with other things** (load average %.0f in the middle, %d cores): rates and"
                                + " latencies say little, costs mean something beside a peer's of the same run only.%n%n",
                        most,
                        cores);
    }

    private String measuredAt(String scenario) {
        return run.isMixed() ? " (at " + run.commit(scenario) + ")" : "";
    }

    private static String range(List<Measurement> measurements) {
        double[] loads = loads(measurements);
        return loads.length == 0
                ? "not noted"
                : String.format(Locale.ROOT, "%.1f to %.1f", loads[0], loads[loads.length - 1]);
    }

    private static double[] loads(List<Measurement> measurements) {
        return measurements.stream()
                .flatMap(one -> one.figure(Metric.LOAD).stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    /** Whether the load client was faster than what it loaded; where it was not the figures of rate are its own. */
    private String client() {
        List<Summary.Key> slower = summary.medians().keySet().stream()
                .filter(key -> key.part().contains("closed") && key.server().equals(US))
                .filter(key -> summary.figure(key, Metric.CLIENT_CORES).orElse(0.0)
                        > summary.figure(key, Metric.SERVER_CORES).orElse(Double.MAX_VALUE))
                .toList();
        long all = summary.medians().keySet().stream()
                .filter(key -> key.part().contains("closed") && key.server().equals(US))
                .count();
        String named = slower.isEmpty()
                ? ""
                : ", but not in "
                        + String.join(
                                ", ", slower.stream().map(ResultsPage::name).toList());
        return "In closed loops against the gateway the load client used less CPU than the server in "
                + (all - slower.size()) + " of " + all + " cases" + named + ".\n";
    }

    private static String name(Summary.Key key) {
        return key.scenario() + (key.part().equals("closed") ? "" : " (" + key.part() + ")");
    }

    private String targets() {
        if (targets.isEmpty()) {
            return "None are set.\n";
        }
        Table table = new Table("aim", "target", "measured", "verdict");
        for (Target target : targets) {
            String verdict = target.verdict(summary).title();
            table.row(
                    target.aim(),
                    target.wish(),
                    target.written(summary),
                    target.verdict(summary) == Target.Verdict.MISSED ? "**" + verdict + "**" : verdict);
        }
        return table.text() + "\n" + reached() + "\n";
    }

    private String reached() {
        Map<Target.Verdict, Long> counts = targets.stream()
                .collect(Collectors.groupingBy(target -> target.verdict(summary), Collectors.counting()));
        return counts.getOrDefault(Target.Verdict.REACHED, 0L) + " reached, "
                + counts.getOrDefault(Target.Verdict.MISSED, 0L) + " not reached, "
                + counts.getOrDefault(Target.Verdict.UNKNOWN, 0L) + " not measured.";
    }

    private String worse() {
        if (baseline.previous().lines().isEmpty()) {
            return "There are no earlier figures of these scenarios to compare with.\n";
        }
        String since = baseline.previous().commit() + " (" + baseline.previous().date()
                + (baseline.sameMachine()
                        ? ""
                        : ", on another machine: " + baseline.previous().machine()) + ")";
        List<Baseline.Worse> all = baseline.worse();
        if (all.isEmpty()) {
            return "Nothing, by more than such figures differ from run to run, since " + since + ".\n";
        }
        Table table = new Table("scenario", "part", "figure", "before", "now", "worse by");
        for (Baseline.Worse one : all) {
            table.row(
                    one.key().scenario(),
                    one.key().part(),
                    one.metric().title(),
                    one.metric().write(one.before()),
                    one.metric().write(one.now()),
                    String.format(Locale.ROOT, "%.0f %%", one.share() * PERCENT));
        }
        return "Since " + since + ", by more than 20 % (costs) or 50 % (rates and latencies):\n\n" + table.text();
    }

    private Optional<String> title(String name) {
        return scenarios.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(Scenario::title);
    }
}
