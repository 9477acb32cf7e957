package io.rialto.bench.server;

import io.rialto.bench.client.Resident;
import io.rialto.bench.scenario.Scenario;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway, started from its jar on free ports with a data directory of its own. */
public final class Gateway implements Server {
    /** Its name in results. */
    public static final String NAME = "rialto";

    private static final String SECRET = "bench-secret-of-this-run-only-000000";
    private static final Map<String, String> DEFAULTS = Map.of(
            "node.data", "data",
            "listeners.thrift.enabled", "false",
            "listeners.bigbinary.enabled", "false",
            "management.port", "0",
            "admin.secret", SECRET);

    private final ServerProcess process;
    private final ReadyLine ready;
    private final ProcessMeter meter;
    private final ManagementPort management;
    private int made;

    private Gateway(ServerProcess process, ReadyLine ready) {
        this.process = process;
        this.ready = ready;
        this.meter = new ProcessMeter(process.pid());
        this.management = new ManagementPort(ready.address("management"), SECRET);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param jvm options of its JVM
     * @param settings settings beside the ports and directories
     */
    public static Gateway start(Path jar, List<String> jvm, Map<String, String> settings) {
        return start(command(jar, jvm, settings));
    }

    /** Starts it with its calls of fsync and fdatasync counted into a file. */
    public static Gateway startCounted(Path jar, Path counts, Map<String, String> settings) {
        List<String> command = new ArrayList<>(SyncCounts.tracer(counts));
        command.addAll(command(jar, List.of(), settings));
        return start(command);
    }

    private static Gateway start(List<String> command) {
        Path directory = ServerProcess.newDirectory();
        ServerProcess process = ServerProcess.start(directory, command);
        try {
            Gateway gateway = new Gateway(process, ReadyLine.parse(process.lineWith("ready in ")));
            gateway.checkDoors();
            return gateway;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    static List<String> command(Path jar, List<String> jvm, Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.put("listeners.mqtt.port", String.valueOf(FreePort.any()));
        all.put("listeners.http.port", String.valueOf(FreePort.any()));
        all.putAll(settings);
        all.keySet().stream().sorted().forEach(key -> command.addAll(List.of("--set", key + "=" + all.get(key))));
        return command;
    }

    private void checkDoors() {
        for (InetSocketAddress address : ready.addresses()) {
            if (!ListeningSocket.belongsTo(process.pid(), address.getPort())) {
                throw new IllegalStateException("port " + address.getPort() + " belongs to another process");
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean speaksNative() {
        return true;
    }

    @Override
    public InetSocketAddress door(Scenario.Door door) {
        return ready.address(door == Scenario.Door.MQTT ? "mqtt" : "http");
    }

    @Override
    public Usage usage() {
        return meter.usage();
    }

    @Override
    public List<Resident> newResidents(int count) {
        return Stream.generate(() -> management.newResident("bench" + made++))
                .limit(count)
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
