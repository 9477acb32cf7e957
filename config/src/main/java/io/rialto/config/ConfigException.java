package io.rialto.config;

/** The configuration cannot be used; the message is for the operator and names key, value, expectation. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its sentence. */
    public ConfigException(String message) {
        super(message);
    }
}
