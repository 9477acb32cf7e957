package io.rialto.bench;

import io.rialto.bench.report.HtmlPage;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.ResultFile;
import io.rialto.bench.report.Setup;
import io.rialto.bench.report.Summary;
import io.rialto.bench.report.SummaryTables;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Contestant;
import io.rialto.bench.server.Gateway;
import io.rialto.bench.trial.Contest;
import io.rialto.bench.trial.Effort;
import io.rialto.bench.trial.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scenarios and shows what came out. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Puts load on servers it starts itself and tells what it costs.",
        subcommands = {ListCommand.class, ReportCommand.class, DurabilityCommand.class})
final class RunCommand implements Callable<Integer> {
    private static final String ALL = "all";
    /** Set by the start script where progress goes to a terminal. */
    private static final String TERMINAL = "rialto.bench.terminal";

    private static final Path PAGE = Path.of("bench", "target", "results.html");

    @Mixin
    private ScenarioOption scenarios;

    @Mixin
    private ServerOptions servers;

    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "Names from the list; all = every one.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds a server (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "Length of a phase (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--warmup",
            defaultValue = "10",
            description = "Seconds of load before (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--number",
            paramLabel = "KEY=NUMBER",
            description = "Another number for what only a kind has, e.g. kills=10, topics=10000.")
    private Map<String, Integer> numbers = new LinkedHashMap<>();

    @Option(
            names = "--out",
            defaultValue = "bench/target/results.jsonl",
            description = "JSON lines to add to (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (names.isEmpty()) {
            spec.commandLine().usage(spec.commandLine().getErr());
            return spec.exitCodeOnInvalidInput();
        }
        List<Scenario> chosen = chosen();
        Effort effort = new Effort(rounds, seconds, warmUp);
        Progress progress = new Progress(System.err, Boolean.getBoolean(TERMINAL));
        ResultFile file = new ResultFile(out);
        Setup setup = setup();
        file.append(setup);
        List<Measurement> measurements = new ArrayList<>();
        Contest contest = new Contest(servers.trials(), effort, progress, one -> {
            measurements.add(one);
            file.append(one);
        });
        List<String> failures = hold(contest, chosen, effort, progress);
        show(new Summary(measurements), new ResultFile.Run(setup, measurements));
        if (!failures.isEmpty()) {
            progress.note("failed: " + String.join(", ", failures));
        }
        return failures.isEmpty() ? 0 : 1;
    }

    private List<Scenario> chosen() {
        List<Scenario> all = names.contains(ALL)
                ? scenarios.files().all()
                : names.stream().map(scenarios.files()::named).toList();
        numbers.keySet().stream()
                .filter(key -> all.stream().noneMatch(one -> one.numbers().containsKey(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("none of these scenarios has a number " + key);
                });
        return all.stream().map(one -> one.with(numbers)).toList();
    }

    /** The gateway is started once to see how it serves; a mistake in its settings shows before anything is measured. */
    private Setup setup() {
        String transport = "none";
        if (servers.contestants().contains(Contestant.RIALTO)) {
            servers.launch().build();
            try (Gateway gateway = Gateway.start(servers.launch(), servers.settings())) {
                transport = gateway.transport();
            }
        }
        List<String> peers = servers.contestants().stream()
                .flatMap(one -> one.version().stream())
                .toList();
        return Setup.here(transport, peers, servers.byHand(), rounds, seconds);
    }

    /** One scenario that fails does not keep the others from being measured. */
    private List<String> hold(Contest contest, List<Scenario> chosen, Effort effort, Progress progress) {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            double left = chosen.subList(i, chosen.size()).stream()
                    .mapToDouble(one -> effort.estimate(one, present(one)))
                    .sum();
            Scenario scenario = chosen.get(i);
            progress.begins(i + 1, chosen.size(), scenario, left);
            try {
                contest.hold(scenario, servers.contestants());
            } catch (RuntimeException e) {
                failures.add(scenario.name());
                progress.note(scenario.name() + " failed: " + e.getMessage());
            }
        }
        return failures;
    }

    private int present(Scenario scenario) {
        return (int) servers.contestants().stream()
                .filter(one -> one.absence(scenario).isEmpty())
                .count();
    }

    private void show(Summary summary, ResultFile.Run run) throws IOException {
        PrintWriter page = spec.commandLine().getOut();
        SummaryTables tables = new SummaryTables(summary);
        for (String scenario : summary.scenarios()) {
            page.println(scenario);
            page.println(tables.figures(scenario));
        }
        if (tables.hasRatios()) {
            page.println(tables.ratios());
        }
        if (!run.measurements().isEmpty()) {
            Files.createDirectories(PAGE.toAbsolutePath().getParent());
            Files.writeString(PAGE, new HtmlPage(run, scenarios.files().all(), List.of(), List.of()).text());
            page.println("with plots: " + PAGE);
        }
        page.flush();
    }
}
