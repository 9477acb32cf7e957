package io.rialto.launcher.cli;

import io.rialto.config.ConfigPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the configuration as a node would have it, secrets as stars. */
@Command(name = "print-config", description = "Prints every setting with its value, as YAML; secrets are stars.")
public final class PrintConfigCommand extends Subcommand {
    @Mixin
    private ConfigOptions config;

    @Override
    void run() {
        out().print(ConfigPrinter.print(config.read()));
    }
}
