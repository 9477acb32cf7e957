package io.rialto.launcher.it.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The jar, run with arguments: what it prints, how it ends. */
public final class JarProcess implements AutoCloseable {
    private final Process process;
    private final Mailbox<String> output = new Mailbox<>("output of the node");
    private final CompletableFuture<ReadyLine> ready = new CompletableFuture<>();
    private final Thread reader;

    /** Runs the jar that the build has made. */
    public JarProcess(Collection<String> arguments) {
        this(List.of(), arguments);
    }

    /** Runs the jar that the build has made, with more options of its JVM. */
    public JarProcess(Collection<String> jvm, Collection<String> arguments) {
        this(java(jvm), arguments, Map.of());
    }

    private JarProcess(List<String> program, Collection<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RIALTO_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        reader = new Thread(this::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs a start script, which runs the jar beside it in a JVM like this one. */
    public static JarProcess ofScript(Path script, Collection<String> arguments) {
        return new JarProcess(
                List.of(script.toString()),
                arguments,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "RIALTO_JAVA_OPTS", "-XX:+UseSerialGC -Xmx384m"));
    }

    /** Runs another main class with what this JVM knows, so that it can do what only a test does. */
    public static JarProcess ofClass(Class<?> main, Collection<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m"));
        command.addAll(JarNode.BRIEF);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new JarProcess(command, arguments, Map.of());
    }

    /** Writes a line to what it reads. */
    public void say(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first line that contains this, waiting for it. */
    public String awaitLine(String text) {
        return output.await(text, 0, line -> line.contains(text), Duration.ofSeconds(60));
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** What it said when it was ready. */
    public ReadyLine awaitReady() {
        return Wait.get(ready, Duration.ofSeconds(60));
    }

    /** All lines it has printed on either stream. */
    public List<String> output() {
        return output.all();
    }

    /** The time processors have spent on it so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Kill -9, back when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(20));
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Its exit code, with its output read to the end. */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the process still runs after " + limit + ": " + output.all());
            }
            reader.join(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static List<String> java(Collection<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx384m");
        command.addAll(options);
        command.add("-jar");
        command.add(System.getProperty("rialto.jar"));
        return command;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                ReadyLine.read(line).ifPresent(ready::complete);
            }
        } catch (IOException gone) {
            output.add("(" + gone.getMessage() + ")");
        }
        ready.completeExceptionally(new IllegalStateException("it ended before it was ready: " + output.all()));
    }
}
