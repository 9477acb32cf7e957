package io.rialto.launcher.it.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A node as a child process of its own, which can be killed, then started again on the same directory. */
public final class JarNode implements NodeUnderTest {
    /**
     * Options of a JVM that lives for seconds: without the second compiler a node is there in half the time. Empty by {@code
     * -Drialto.it.jvm=} for measuring.
     */
    public static final List<String> BRIEF = Stream.of(
                    System.getProperty("rialto.it.jvm", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                            .split(" "))
            .filter(option -> !option.isBlank())
            .toList();

    private final List<String> jvm;
    private final List<String> arguments;
    private final Accounts accounts = new Accounts(this);
    private volatile JarProcess process;
    private volatile ReadyLine ready;

    /** Starts a node with its data in a directory. */
    public JarNode(Path data, Map<String, String> settings) {
        this(data, settings, List.of());
    }

    /** Starts a node with its data in a directory, with more options of its JVM. */
    public JarNode(Path data, Map<String, String> settings, List<String> jvm) {
        this.jvm = jvm;
        arguments = arguments(data, settings);
        start();
    }

    /** The command line of a node with its data in a directory. */
    public static List<String> arguments(Path data, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.put("node.data", data.toString());
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((key, value) -> {
            arguments.add("--set");
            arguments.add(key + "=" + value);
        });
        return List.copyOf(arguments);
    }

    /** Starts it again after its end; the ports are others. */
    public void start() {
        process = new JarProcess(jvm, arguments);
        ready = process.awaitReady();
    }

    /** Kill -9. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM; the exit code. */
    public int terminate(Duration limit) {
        process.terminate();
        return process.awaitExit(limit);
    }

    /** The process behind it. */
    public JarProcess process() {
        return process;
    }

    /** What it said when it was ready. */
    public ReadyLine ready() {
        return ready;
    }

    @Override
    public int port(String door) {
        return ready.ports().get(door);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        process.close();
    }
}
