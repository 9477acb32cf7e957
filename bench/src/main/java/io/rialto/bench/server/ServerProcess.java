package io.rialto.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process with a directory of its own; both are gone after {@link #close()}. */
final class ServerProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 12;
    private static final String LOG = "server.log";

    private final Process process;
    private final Path directory;
    private final BufferedReader output;
    private final Thread atExit;

    private ServerProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.atExit = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static Path newDirectory() {
        try {
            return Files.createTempDirectory("rialto-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerProcess start(Path directory, List<String> command) {
        return start(directory, command, Map.of());
    }

    static ServerProcess start(Path directory, List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve(LOG).toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new ServerProcess(process, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Its id and those of the processes it has started. */
    LongStream family() {
        return LongStream.concat(LongStream.of(pid()), process.descendants().mapToLong(ProcessHandle::pid));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The next line with this in it; reading goes on in the background so that the pipe never fills. */
    String lineWith(String part) {
        try {
            String line = output.readLine();
            while (line != null && !line.contains(part)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the server ended before it was ready: " + lastWords());
            }
            swallow();
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it wrote to its log last. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(LOG));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage()).orElse("");
        }
    }

    private void swallow() {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        deleteDirectory();
    }

    /** When the bench itself is stopped. */
    private void end() {
        process.destroyForcibly().onExit().join();
        deleteDirectory();
    }

    private void deleteDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
