package io.rialto.config;

/** A value that prints as stars. Empty where none was given. */
public record Secret(String value) {
    /** Whether one was given. */
    public boolean isSet() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "********" : "";
    }
}
