package io.rialto.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The source "--set": {@code key=value}, the last one wins. */
final class Overrides {
    private final KnownKeys keys;

    Overrides(KnownKeys keys) {
        this.keys = keys;
    }

    Map<String, Given> read(List<String> overrides) {
        Map<String, Given> given = new LinkedHashMap<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                // Not repeated in the message: what stands there may be a secret.
                throw new ConfigException("--set expects key=value, such as --set listeners.http.port=8080");
            }
            String key = override.substring(0, equals).strip();
            given.put(known(key), Given.text(override.substring(equals + 1), "--set"));
        }
        return given;
    }

    private String known(String key) {
        if (keys.isSection(key)) {
            throw new ConfigException(
                    key,
                    "is a section, expected one of its settings, such as " + keys.firstSettingOf(key) + " (--set)");
        }
        if (!keys.isSetting(key)) {
            throw new ConfigException("unknown key " + key + " (--set)" + Suggestion.of(keys.nearestSetting(key)));
        }
        return key;
    }
}
