package io.rialto.config;

import java.lang.reflect.Type;

/** One setting as its record declares it; {@code def} is the default as it would be written in the file. */
public record SettingEntry(String key, Type type, String def, String doc) {
    /** The type in the operator's words, such as "duration" or "one of text, json". */
    public String typeName() {
        return Form.of(type).name();
    }

    /** The environment variable that sets it. */
    public String variable() {
        return EnvironmentVariables.variable(key);
    }
}
