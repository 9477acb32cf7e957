package io.rialto.launcher;

import io.rialto.config.ConfigException;
import io.rialto.launcher.cli.AccountCommand;
import io.rialto.launcher.cli.CheckConfigCommand;
import io.rialto.launcher.cli.ConfigOptions;
import io.rialto.launcher.cli.Misuse;
import io.rialto.launcher.cli.PrepareCommand;
import io.rialto.launcher.cli.PrintConfigCommand;
import io.rialto.launcher.cli.PublishCommand;
import io.rialto.launcher.cli.SettingsCommand;
import io.rialto.launcher.cli.SubscribeCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line: without a sub-command it runs a node. */
@Command(
        name = "rialto",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "One room, any protocol: runs a node when no command is given.",
        subcommands = {
            AccountCommand.class,
            PublishCommand.class,
            SubscribeCommand.class,
            CheckConfigCommand.class,
            PrintConfigCommand.class,
            SettingsCommand.class,
            PrepareCommand.class,
            RehearseCommand.class
        })
public final class Main implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private Main() {}

    /** Runs a command; the exit code is 0, 1 when something failed, 2 when the command line or configuration is wrong. */
    public static void main(String[] args) {
        Tuning.apply();
        Optional<PlainStart> start = PlainStart.of(args);
        int code = start.isPresent() ? run(start.get()) : execute(args);
        if (code != NodeProcess.RUNNING) {
            System.exit(code);
        }
    }

    private static int run(PlainStart start) {
        try {
            return NodeProcess.start(start.read());
        } catch (ConfigException failure) {
            System.err.println("rialto: " + failure.getMessage());
            return NodeProcess.MISCONFIGURED;
        }
    }

    private static int execute(String... args) {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Misuse::explain)
                .execute(args);
    }

    @Override
    public Integer call() {
        return NodeProcess.start(options.read());
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof ConfigException) {
            command.getErr().println("rialto: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        throw failure;
    }
}
