package io.rialto.config;

import java.util.Optional;

/** The end of a sentence about a key that is unknown. */
final class Suggestion {
    private Suggestion() {}

    /** What was most likely meant, else where all keys stand. */
    static String of(Optional<String> meant) {
        return meant.map(key -> ", did you mean " + key + "?").orElse("; `rialto settings` lists all");
    }
}
