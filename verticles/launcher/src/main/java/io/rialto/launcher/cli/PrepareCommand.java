package io.rialto.launcher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the class data that makes later starts faster: runs {@code rehearse} in a JVM of the same kind, with the same
 * options, that remembers the classes it has loaded.
 */
@Command(
        name = "prepare",
        description = "Writes the class data of this jar for this JVM; ./rialto starts about twice as fast with it.")
public final class PrepareCommand extends Subcommand {
    private static final long PATIENCE_SECONDS = 300;
    private static final int LINES_SHOWN = 20;
    /** Options that would name other class data, or could not be given to two processes. */
    private static final List<String> NOT_HANDED_ON =
            List.of("-XX:SharedArchiveFile", "-XX:AOT", "-agent", "-javaagent");

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to; by default beside the jar, where ./rialto finds it.")
    private Path output;

    @Override
    void run() {
        ClassData data = new ClassData(jar(), Runtime.version());
        try {
            Path work = Files.createTempDirectory("rialto-prepare");
            try {
                Path made = rehearse(data, work);
                Path target = output == null ? data.file(Files.size(made)) : output;
                place(data, made, target);
                out().println("wrote " + target + ", " + (Files.size(target) >> 20) + " MB");
                if (output != null) {
                    out().println("java " + data.using(target.toAbsolutePath()) + " -jar " + data.jar());
                }
            } finally {
                delete(work);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw CommandFailure.failed("class data cannot be written: " + Cause.of(failure));
        }
    }

    private static Path jar() {
        try {
            Path code = Path.of(PrepareCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(code) && code.toString().endsWith(".jar")) {
                return code.toAbsolutePath();
            }
            throw CommandFailure.failed("class data is made for the jar; this runs from " + code);
        } catch (URISyntaxException odd) {
            throw CommandFailure.failed("cannot tell where the jar is: " + odd.getMessage());
        }
    }

    private static Path rehearse(ClassData data, Path work) throws IOException {
        Path made = work.resolve("classes");
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(command(data, made, work))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0 || !Files.isRegularFile(made)) {
                throw CommandFailure.failed((ended
                                ? "the rehearsal ended with " + process.exitValue()
                                : "the rehearsal has not ended after " + PATIENCE_SECONDS + " s")
                        + (Files.isRegularFile(made) ? "" : ", without class data") + "\n" + lastLines(log));
            }
            return made;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(ClassData data, Path made, Path work) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_HANDED_ON.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.add(data.writing(made));
        command.addAll(List.of(
                "-jar", data.jar().toString(), "rehearse", work.resolve("data").toString()));
        return command;
    }

    /** In one step, so that no start finds half of it; those it replaces are deleted. */
    private static void place(ClassData data, Path made, Path target) throws IOException {
        Path beside = target.resolveSibling(target.getFileName() + ".tmp");
        Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
        beside.toFile().setReadable(true, false);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> files = Files.list(target.toAbsolutePath().getParent())) {
            for (Path file : files.filter(data::isOne).toList()) {
                if (!file.getFileName().equals(target.getFileName())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
