package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a long test found, as figures by the words that the bench has for them: printed, and written to the file that {@code
 * -Drialto.it.findings} names.
 */
public final class Findings {
    private static final String FILE = System.getProperty("rialto.it.findings", "");

    private final String test;
    private final JsonObject figures = new JsonObject();

    /** Of this test. */
    public Findings(String test) {
        this.test = test;
    }

    /** One more. */
    public Findings with(String word, Number figure) {
        figures.put(word, figure);
        return this;
    }

    /** Of times in nanoseconds half, 99 of 100, the longest, in microseconds; nothing where there are none. */
    public Findings withTimes(long... nanos) {
        if (nanos.length == 0) {
            return this;
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return with("p50", micros(sorted, 0.5))
                .with("p99", micros(sorted, 0.99))
                .with("longest", micros(sorted, 1));
    }

    private static double micros(long[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(sorted.length * share) - 1)] / 1e3;
    }

    /** Tells them. */
    public void tell() {
        System.out.println(test + ": " + figures.encode());
        if (!FILE.isBlank()) {
            try {
                Files.writeString(Path.of(FILE), figures.encode() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
