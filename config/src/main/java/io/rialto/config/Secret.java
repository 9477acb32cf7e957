package io.rialto.config;

/** A value that prints as stars. Empty where none was given. */
public record Secret(String value) {
    static final String STARS = "********";

    /** Whether one was given. */
    public boolean isSet() {
        return !value.isEmpty();
    }

    /** What a record would do, which is linked at its first call, in the middle of a start. */
    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Stars, whatever the value and its length; nothing where none was given. */
    @Override
    public String toString() {
        return isSet() ? STARS : "";
    }

    /** The text with the passwords in its URIs as stars: after a user name, or as the parameter "password". */
    static String hidePasswords(String text) {
        return text.replaceAll("(?<=//)([^/@:?]*):[^/?]*@", "$1:" + STARS + "@")
                .replaceAll("(?i)([?&;]password=)[^&;]*", "$1" + STARS);
    }
}
