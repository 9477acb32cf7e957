package io.rialto.launcher.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of standard input, which is UTF-8 whatever the locale says. */
final class Lines {
    private final BufferedReader reader;

    Lines(InputStream in) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next line; empty where there is none. Blocking. */
    Optional<String> next() {
        try {
            return Optional.ofNullable(reader.readLine());
        } catch (IOException unreadable) {
            throw CommandFailure.failed("cannot read standard input: " + unreadable.getMessage());
        }
    }
}
