package io.rialto.bench;

import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.ResultFile;
import io.rialto.bench.report.ResultTables;
import io.rialto.bench.report.Setup;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Server;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scenarios and shows what came out. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs scenarios, one after another.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ScenarioOption scenarios;

    @Mixin
    private ServerOptions servers;

    @Parameters(arity = "1..*", paramLabel = "SCENARIO", description = "Names from the list; all = every one.")
    private List<String> names;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds a server (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "4", description = "Length of a phase (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--warmup", defaultValue = "6", description = "Seconds of load before (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--out",
            defaultValue = "bench/target/results.jsonl",
            description = "JSON lines to add to (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Measurement> measurements = new ArrayList<>();
        ResultFile file = new ResultFile(out);
        file.append(Setup.here(servers.byHand(), rounds, seconds));
        Contest contest = new Contest(rounds, seconds, warmUp, System.err, one -> {
            measurements.add(one);
            file.append(one);
        });
        List<String> failures = new ArrayList<>();
        chosen().forEach(scenario -> hold(contest, scenario, failures));
        show(measurements);
        return failures.isEmpty() ? 0 : 1;
    }

    private List<Scenario> chosen() {
        return names.contains("all")
                ? scenarios.files().all()
                : names.stream().map(scenarios.files()::named).toList();
    }

    /** One scenario that fails does not keep the others from being measured. */
    private void hold(Contest contest, Scenario scenario, List<String> failures) {
        List<Server> started = List.of();
        try {
            started = servers.start(scenario);
            contest.hold(scenario, started);
        } catch (RuntimeException e) {
            failures.add(scenario.name());
            System.err.println("  " + scenario.name() + " failed: " + e.getMessage());
        } finally {
            started.forEach(Server::close);
        }
    }

    private void show(List<Measurement> measurements) {
        PrintWriter page = spec.commandLine().getOut();
        ResultTables tables = new ResultTables(measurements);
        page.println(tables.figures());
        if (tables.hasRatios()) {
            page.println(tables.ratios());
        }
        page.flush();
    }
}
