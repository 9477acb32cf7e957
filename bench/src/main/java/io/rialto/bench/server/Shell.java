package io.rialto.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;

/** Asks small commands one question each. */
public final class Shell {
    private Shell() {}

    /** The first line a command prints; empty when it cannot be run or prints nothing. */
    public static Optional<String> line(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                return Optional.ofNullable(lines.readLine());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
