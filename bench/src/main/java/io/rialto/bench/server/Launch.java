package io.rialto.bench.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a gateway is started: as its users do it, or from another jar.
 *
 * @param jar another jar; where there is none the start script of this repository is used
 * @param jvm options of its JVM, in place of the script's own; none leaves it at those
 */
public record Launch(Optional<Path> jar, List<String> jvm) {
    /** Where the jar is that the start script starts. */
    public static final Path JAR = Path.of("verticles", "launcher", "target", "rialto.jar");

    private static final Path SCRIPT = Path.of("rialto");
    /** What the script gives where it is told nothing else. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms256m",
            "-XX:NewRatio=7",
            "-XX:MetaspaceSize=64m",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TrimNativeHeapInterval=2000");

    /** Takes a copy. */
    public Launch {
        jvm = List.copyOf(jvm);
    }

    /** The start script with nothing changed. */
    public static Launch asUsersDo() {
        return new Launch(Optional.empty(), List.of());
    }

    /** The same with more options of the JVM. */
    public Launch with(List<String> more) {
        List<String> all = new ArrayList<>(jvm.isEmpty() ? OPTIONS : jvm);
        all.addAll(more);
        return new Launch(jar, all);
    }

    /** Has the start script build the jar where there is none; that takes minutes, and it says so on stderr. */
    public void build() {
        if (jar.isEmpty() && Files.notExists(JAR)) {
            Shell.show(List.of(command().get(0), "--version"));
        }
    }

    /** Has the start script write its class data for this jar and this JVM. */
    public void prepare() {
        List<String> command = new ArrayList<>(command());
        command.add("prepare");
        Shell.run(Path.of("").toAbsolutePath(), command);
    }

    /** The command up to the gateway's own arguments. */
    List<String> command() {
        if (jar.isEmpty()) {
            return List.of(SCRIPT.toAbsolutePath().toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm.isEmpty() ? OPTIONS : jvm);
        command.addAll(List.of("-jar", jar.get().toAbsolutePath().toString()));
        return command;
    }

    /** What is added to the environment. */
    Map<String, String> environment() {
        String home = System.getProperty("java.home");
        return jar.isPresent() || jvm.isEmpty()
                ? Map.of("JAVA_HOME", home)
                : Map.of("JAVA_HOME", home, "RIALTO_JAVA_OPTS", String.join(" ", jvm));
    }
}
