package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rialto prepare} for the JVM at hand, and the start script that uses what it has written. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class PrepareIT {
    private static final Path SCRIPT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("../../rialto")
            .normalize();
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path script;
    private Path jar;

    /** The script with the jar where it looks for it, so that the build's own directory stays as it is. */
    @BeforeEach
    void install() throws IOException {
        script = Files.copy(SCRIPT, directory.resolve("rialto"), StandardCopyOption.COPY_ATTRIBUTES);
        jar = Files.createDirectories(directory.resolve("verticles/launcher/target"))
                .resolve("rialto.jar");
        Files.copy(Path.of(System.getProperty("rialto.jar")), jar);
    }

    @Test
    void theScriptUsesWhatWasPreparedAndNeverFailsOverIt() throws IOException {
        assertThat(said(started())).as("before").noneMatch(line -> line.contains("class data"));

        List<String> output = prepare();

        Path prepared = prepared();
        assertThat(output).containsExactly("wrote " + prepared + ", " + (Files.size(prepared) >> 20) + " MB");
        assertThat(said(started())).anyMatch(line -> line.endsWith("class data: " + prepared + ", in use"));

        byte[] whole = Files.readAllBytes(prepared);
        Files.delete(prepared);
        Files.write(prepared, Arrays.copyOf(whole, whole.length / 100));
        assertThat(said(started()))
                .as("cut short")
                .anyMatch(line -> line.contains(prepared + " is not as it was written"));

        Files.write(prepared, new byte[whole.length]);
        assertThat(said(started()))
                .as("something else")
                .anyMatch(line -> line.endsWith("class data: " + prepared + ", not taken by this JVM"))
                .noneMatch(line -> line.contains("[error") || line.contains("[warning"));

        Files.setLastModifiedTime(
                jar,
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(2)));
        assertThat(said(started())).as("an older jar's").anyMatch(line -> line.contains(" is older than the jar"));

        assertThat(prepare()).hasSize(1);
        assertThat(prepared()).as("takes the place of the old one").exists();
    }

    private List<String> prepare() {
        try (JarProcess prepare = JarProcess.ofScript(script, List.of("prepare"))) {
            int code = prepare.awaitExit(LIMIT);
            assertThat(code).as(() -> prepare.output().toString()).isZero();
            return prepare.output();
        }
    }

    private JarProcess started() {
        List<String> arguments =
                new ArrayList<>(JarNode.arguments(directory.resolve("data"), Map.of("log.level", "debug")));
        JarProcess node = JarProcess.ofScript(script, arguments);
        node.awaitReady();
        return node;
    }

    /** All that a node has said, which is stopped then. */
    private static List<String> said(JarProcess node) {
        try (node) {
            node.terminate();
            node.awaitExit(STOP);
            return node.output();
        }
    }

    private Path prepared() throws IOException {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            List<Path> written = files.filter(file -> !file.equals(jar)).toList();
            assertThat(written).hasSize(1);
            return written.get(0);
        }
    }
}
