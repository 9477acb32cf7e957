package io.rialto.config;

import java.time.Duration;

/**
 * The checks that records make of their values; refusals name the component, the value and what was expected. The
 * binder adds the section, so a record need not know where it stands.
 */
final class Check {
    private Check() {}

    static void range(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ConfigException(key, "is " + value + ", expected " + min + " to " + max);
        }
    }

    static void range(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new ConfigException(
                    key,
                    "is " + Durations.format(value) + ", expected " + Durations.format(min) + " to "
                            + Durations.format(max));
        }
    }

    static void notBlank(String key, String value) {
        if (value.isBlank()) {
            throw new ConfigException(key, "is blank, expected text");
        }
    }

    /** A path on the HTTP door that is none of its own; empty is one too. */
    static void freePath(String key, String value) {
        if (!value.isEmpty() && (!value.startsWith("/") || value.startsWith("/v1/"))) {
            throw new ConfigException(
                    key, "is " + value + ", expected a path such as /mqtt that does not begin with /v1/, or nothing");
        }
    }

    static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigException(
                    key, "is " + Durations.format(value) + ", expected a positive duration such as 5s");
        }
    }
}
