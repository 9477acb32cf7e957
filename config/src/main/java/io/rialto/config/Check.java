package io.rialto.config;

import java.time.Duration;

/** The checks that records make of their values; refusals name the key, the value and what was expected. */
final class Check {
    private Check() {}

    static void range(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ConfigException(key + " is " + value + ", expected " + min + " to " + max);
        }
    }

    static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigException(key + " is " + value + ", expected a positive duration such as 5s");
        }
    }
}
