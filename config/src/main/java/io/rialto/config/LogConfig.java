package io.rialto.config;

/** The log. */
public record LogConfig(
        @Setting(value = "Lowest level that is written: error, warn, info, debug, trace.", def = "info")
        Level level,

        @Setting(
                value = "Form of a line: text, json (an object a line; the text is its formattedMessage).",
                def = "text")
        Format format) {
    /** Levels as in STYLE.md. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Forms of a line. */
    public enum Format {
        TEXT,
        JSON
    }
}
