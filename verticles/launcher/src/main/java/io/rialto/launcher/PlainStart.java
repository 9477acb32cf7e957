package io.rialto.launcher;

import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a node: nothing but {@code --config} and {@code --set}. Read here, since the library that reads all
 * others costs a tenth of a start.
 */
record PlainStart(Optional<Path> file, List<String> overrides) {
    private static final String CONFIG = "--config";
    private static final String SET = "--set";

    /** What these arguments ask for; empty where they hold anything else, or nothing that makes sense. */
    static Optional<PlainStart> of(String... arguments) {
        Path file = null;
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = nameOf(arguments[i]);
            boolean apart = name.length() == arguments[i].length();
            boolean complete = !apart || i + 1 < arguments.length;
            if (!complete || !(name.equals(SET) || (name.equals(CONFIG) && file == null))) {
                return Optional.empty();
            }
            String value = apart ? arguments[++i] : arguments[i].substring(name.length() + 1);
            if (value.isEmpty() || value.startsWith("-") || value.startsWith("\"")) {
                return Optional.empty();
            }
            if (name.equals(SET)) {
                overrides.add(value);
            } else {
                file = Path.of(value);
            }
        }
        return Optional.of(new PlainStart(Optional.ofNullable(file), List.copyOf(overrides)));
    }

    /**
     * The configuration that this and the process's environment make.
     *
     * @throws io.rialto.config.ConfigException for whatever cannot be used, with a message for the operator
     */
    RialtoConfig read() {
        return ConfigReader.read(file, System.getenv(), overrides);
    }

    private static String nameOf(String argument) {
        int end = argument.indexOf('=');
        return end < 0 ? argument : argument.substring(0, end);
    }
}
