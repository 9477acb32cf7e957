package io.rialto.bench;

import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.trial.Effort;
import io.rialto.bench.trial.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which scenarios there are. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the scenarios.")
final class ListCommand implements Callable<Integer> {
    private static final Effort USUAL = new Effort(3, 3, 10);

    @Mixin
    private ScenarioOption scenarios;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Scenario> all = scenarios.files().all();
        all.forEach(one ->
                out.printf("%-22s %7s  %s%n", one.name(), Progress.duration(USUAL.estimate(one, 1)), one.title()));
        double sum = all.stream().mapToDouble(one -> USUAL.estimate(one, 1)).sum();
        out.printf("%-22s %7s  all of them, without peers%n", "all", Progress.duration(sum));
        out.flush();
        return 0;
    }
}
