package io.rialto.bench.server;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the launcher's end-to-end tests, run by Maven as {@code mvn verify} runs it, with other numbers. */
public final class EndToEndTest {
    private static final Path FINDINGS = Path.of("bench", "target", "findings.json");
    private static final TypeReference<Map<String, Double>> FIGURES = new TypeReference<>() {};

    private final String name;

    /** The test class of this name. */
    public EndToEndTest(String name) {
        this.name = name;
    }

    /** Builds what has changed, runs the test with these properties before people's eyes; whether it passed. */
    public boolean run(Map<String, String> properties) {
        try {
            Files.createDirectories(FINDINGS.toAbsolutePath().getParent());
            Files.deleteIfExists(FINDINGS);
            return Shell.succeeds(command(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the test has found, by the words of metrics; empty where it has not come so far. */
    public Map<String, Double> findings() {
        try {
            return Files.exists(FINDINGS) ? new ObjectMapper().readValue(FINDINGS.toFile(), FIGURES) : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> command(Map<String, String> properties) {
        List<String> command = new ArrayList<>(List.of(
                Shell.which("mvn").orElse("mvn"),
                "-B",
                "-q",
                "-pl",
                "verticles/launcher",
                "-am",
                "verify",
                "-Djansi.mode=strip",
                "-Dspotless.check.skip=true",
                "-Dmdep.analyze.skip=true",
                "-Dtest=NoUnitTest",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dit.test=" + name,
                "-Dfailsafe.failIfNoSpecifiedTests=false",
                "-Drialto.it.findings=" + FINDINGS.toAbsolutePath()));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }
}
