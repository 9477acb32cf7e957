package io.rialto.bench;

import picocli.CommandLine;

/** The bench: puts load on servers it starts itself and tells what it costs. */
public final class Bench {
    private Bench() {}

    /** The command. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new RunCommand());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("bench: " + failure.getMessage());
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
        return command;
    }
}
