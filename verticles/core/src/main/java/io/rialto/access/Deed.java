package io.rialto.access;

import java.util.Locale;

/** What is done to a topic. */
public enum Deed {
    /** To say something there. */
    PUBLISH,
    /** To hear what is said there, its retained value included. */
    SUBSCRIBE;

    /** As rules, refusals and metrics say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
