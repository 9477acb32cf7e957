package io.rialto.config;

import java.util.Optional;

/** The configuration cannot be used; the message is for the operator and names key, value, expectation. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Optional<String> key;

    /** A refusal with its sentence. */
    public ConfigException(String message) {
        super(message);
        this.key = Optional.empty();
    }

    /** A refusal of one key's value; the sentence goes on after the key. */
    ConfigException(String key, String problem) {
        super(key + " " + problem);
        this.key = Optional.of(key);
    }

    /** The key that is refused, where the refusal is about one. */
    Optional<String> key() {
        return key;
    }
}
