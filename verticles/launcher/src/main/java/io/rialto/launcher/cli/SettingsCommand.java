package io.rialto.launcher.cli;

import io.rialto.config.SettingsReference;
import picocli.CommandLine.Command;

/** Prints the reference of all settings. */
@Command(name = "settings", description = "Prints the reference of all settings, as Markdown.")
public final class SettingsCommand extends Subcommand {
    @Override
    void run() {
        out().print(SettingsReference.markdown());
    }
}
