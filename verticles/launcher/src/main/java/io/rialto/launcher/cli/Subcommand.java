package io.rialto.launcher.cli;

import io.rialto.config.ConfigException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that ends: exit code 0, or 1 when it failed, 2 when it was used wrongly, with a message on standard error. */
abstract class Subcommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli looks at the option itself
    private boolean help;

    /** Does it; fails with a {@link CommandFailure} or {@link ConfigException}. */
    abstract void run();

    @Override
    public final Integer call() {
        try {
            run();
            return ExitCode.OK;
        } catch (ConfigException failure) {
            return explain(failure, ExitCode.USAGE);
        } catch (CommandFailure failure) {
            return explain(failure, failure.exitCode());
        } finally {
            out().flush();
        }
    }

    /** Where results go. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where everything else goes. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private int explain(Exception failure, int exitCode) {
        err().println("rialto: " + failure.getMessage());
        err().flush();
        return exitCode;
    }
}
