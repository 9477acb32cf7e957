package io.rialto.launcher.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * One normative statement of a specification.
 *
 * @param number as the standard has it, without {@code MQTT-}: {@code 3.3.1-5}
 * @param demand what it demands, in our words
 * @param untested why no test shows it: {@code n/a: …}, {@code open: …}, or where another module's test
 *     does: {@code elsewhere: file#method}; empty where a test here must
 */
record Statement(String number, String demand, String untested) {
    private static final String NOT_APPLICABLE = "n/a: ";
    private static final String OPEN = "open: ";
    private static final String ELSEWHERE = "elsewhere: ";

    Statement {
        if (!number.matches("\\d+(\\.\\d+)*-\\d+")) {
            throw new IllegalArgumentException("no number of a statement: " + number);
        }
        if (!untested.isEmpty() && Stream.of(NOT_APPLICABLE, OPEN, ELSEWHERE).noneMatch(untested::startsWith)) {
            throw new IllegalArgumentException(number + ": neither n/a nor open nor elsewhere: " + untested);
        }
    }

    /** All statements of a specification, in its order. */
    static List<Statement> of(Version version) {
        String name = "/mqtt/statements-" + version.title() + ".txt";
        try (InputStream in = Statement.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Statement::parse)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The section it stands in. */
    String section() {
        return number.substring(0, number.lastIndexOf('-'));
    }

    /** Whether a test must show it. */
    boolean isToBeTested() {
        return untested.isEmpty();
    }

    /** Whether it binds this server, which does not do it yet. */
    boolean isOpen() {
        return untested.startsWith(OPEN);
    }

    /** Where a test of another module shows it, as {@code file#method}; empty where none does. */
    String elsewhere() {
        return untested.startsWith(ELSEWHERE) ? untested.substring(ELSEWHERE.length()) : "";
    }

    private static Statement parse(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("no statement: " + line);
        }
        return new Statement(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }
}
