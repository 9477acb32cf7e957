package io.rialto.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes accounts, gives them tokens: over the management port of a node that runs. */
@Command(
        name = "account",
        description = "Makes accounts and tokens, over the management port of a running node.",
        subcommands = {AccountAddCommand.class, AccountTokenCommand.class})
public final class AccountCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli looks at the option itself
    private boolean help;
}
