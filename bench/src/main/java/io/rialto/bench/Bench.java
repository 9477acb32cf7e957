package io.rialto.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench: puts load on a gateway of its own and tells what it costs. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Puts load on servers it starts itself and tells what a delivery costs.",
        subcommands = {ListCommand.class, RunCommand.class, ReportCommand.class, DurabilityCommand.class})
public final class Bench {
    private Bench() {}

    /** The command. */
    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Bench());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("bench: " + failure.getMessage());
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
        System.exit(command.execute(args));
    }
}
