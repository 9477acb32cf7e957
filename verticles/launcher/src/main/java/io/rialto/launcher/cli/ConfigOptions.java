package io.rialto.launcher.cli;

import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where the configuration comes from. Given before a sub-command's name these options count for the sub-command too:
 * its own {@code --config} replaces the outer one, its own {@code --set} come after the outer ones.
 */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, a YAML file (see the settings command).")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; outdoes the file and RIALTO_….")
    private List<String> overrides = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * The configuration of these options and this process's environment.
     *
     * @throws io.rialto.config.ConfigException for whatever cannot be used, with a message for the operator
     */
    public RialtoConfig read() {
        return read(System.getenv());
    }

    /** The configuration of these options and an environment. */
    RialtoConfig read(Map<String, String> environment) {
        List<ConfigOptions> levels = levels();
        List<String> all = new ArrayList<>();
        levels.forEach(level -> all.addAll(level.overrides));
        Optional<Path> innermost = levels.stream()
                .map(level -> level.file)
                .filter(path -> path != null)
                .reduce((outer, inner) -> inner);
        return ConfigReader.read(innermost, environment, all);
    }

    /** These options on every command of the line, the outermost first. */
    private List<ConfigOptions> levels() {
        List<ConfigOptions> levels = new ArrayList<>();
        for (CommandSpec level = command; level != null; level = level.parent()) {
            level.mixins().values().stream()
                    .map(CommandSpec::userObject)
                    .filter(ConfigOptions.class::isInstance)
                    .forEach(options -> levels.add(0, (ConfigOptions) options));
        }
        return levels;
    }
}
