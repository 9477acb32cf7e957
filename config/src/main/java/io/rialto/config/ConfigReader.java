package io.rialto.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration, once, at start: defaults, then the file, the environment, {@code --set}. */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * The configuration, where a later source outdoes an earlier one: defaults, the YAML file, variables of the
     * environment that begin with {@code RIALTO_}, overrides of the form {@code key=value}.
     *
     * @throws ConfigException for whatever cannot be used, with a message for the operator
     */
    public static RialtoConfig read(Optional<Path> file, Map<String, String> environment, List<String> overrides) {
        KnownKeys keys = new KnownKeys(RialtoConfig.class);
        Map<String, Given> given = new HashMap<>();
        file.ifPresent(path -> given.putAll(new YamlFile(keys, path).read()));
        given.putAll(new EnvironmentVariables(keys).read(environment));
        given.putAll(new Overrides(keys).read(overrides));
        return new Binder(keys, given).bind("", RialtoConfig.class);
    }
}
