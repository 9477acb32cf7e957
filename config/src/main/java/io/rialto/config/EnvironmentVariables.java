package io.rialto.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The source "environment": {@code RIALTO_LISTENERS_HTTP_PORT} stands for {@code listeners.http.port}. */
final class EnvironmentVariables {
    private static final String PREFIX = "RIALTO_";

    private final KnownKeys keys;

    EnvironmentVariables(KnownKeys keys) {
        this.keys = keys;
    }

    /** The variable that sets a key. */
    static String variable(String key) {
        return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    Map<String, Given> read(Map<String, String> environment) {
        Map<String, Given> given = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                put(given, name, value);
            }
        });
        return given;
    }

    private void put(Map<String, Given> given, String name, String value) {
        String key = key(name);
        Given earlier = given.putIfAbsent(key, Given.text(value, "environment variable " + name));
        if (earlier != null) {
            throw new ConfigException(key, "is set by " + earlier.origin() + ", again by " + name);
        }
    }

    private String key(String name) {
        String typed = name.substring(PREFIX.length()).replace('_', '.');
        return keys.ignoringCase(typed)
                .orElseThrow(() -> new ConfigException("unknown environment variable " + name
                        + ", every variable that begins with " + PREFIX + " must name a setting"
                        + Suggestion.of(keys.nearestSetting(typed).map(EnvironmentVariables::variable))));
    }
}
