package io.rialto.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which scenarios there are. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the scenarios.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    private ScenarioOption scenarios;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        scenarios.files().all().forEach(one -> out.printf("%-18s %s%n", one.name(), one.title()));
        out.flush();
        return 0;
    }
}
