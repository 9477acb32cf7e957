package io.rialto.launcher.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a token of an account. */
@Command(name = "token", description = "Makes a token an account can sign in with, and prints only that.")
final class AccountTokenCommand extends Subcommand {
    @Mixin
    private ConfigOptions config;

    @Mixin
    private ManagementOptions management;

    @Parameters(paramLabel = "ID", description = "The account's id.")
    private String id;

    @Option(
            names = "--ttl",
            paramLabel = "TTL",
            defaultValue = "1h",
            converter = Lifetime.class,
            description = "How long it lives, at most tokens.maxTtl (default: ${DEFAULT-VALUE}).")
    private Duration ttl;

    @Override
    void run() {
        out().println(management.client(config).issueToken(id, ttl));
    }
}
