package io.rialto.launcher.cli;

import io.rialto.launcher.AccessSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a node could start with this configuration. */
@Command(name = "check-config", description = "Says whether the configuration is valid.")
public final class CheckConfigCommand extends Subcommand {
    @Mixin
    private ConfigOptions config;

    @Override
    void run() {
        AccessSettings.rules(config.read().access());
        out().println("configuration is valid");
    }
}
