package io.rialto.bench.server;

import io.rialto.bench.client.Resident;
import io.rialto.bench.scenario.Door;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The gateway, started on free ports with a data directory of its own. */
public final class Gateway implements Server {
    /** Its name in results. */
    public static final String NAME = "rialto";

    private static final String SECRET = "bench-secret-of-this-run-only-000000";
    private static final String READY = "ready in ";
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final double MIB = 1 << 20;

    private final ServerProcess process;
    private final ReadyLine ready;
    private final ProcessMeter meter;
    private final ManagementPort management;
    private final List<Resident> known = new ArrayList<>();
    private final double startSeconds;
    private int made;

    private Gateway(ServerProcess process, ReadyLine ready, double startSeconds) {
        this.process = process;
        this.ready = ready;
        this.startSeconds = startSeconds;
        this.meter = new ProcessMeter(process.pid());
        this.management = new ManagementPort(ready.address("management"), SECRET);
    }

    /** Starts it and waits until it is ready; the settings come beside ports and directories. */
    public static Gateway start(Launch launch, Map<String, String> settings) {
        return start(command(launch, settings), launch.environment());
    }

    /** Starts it with its calls of fsync and fdatasync counted into a file. */
    public static Gateway startCounted(Launch launch, Path counts, Map<String, String> settings) {
        List<String> command = new ArrayList<>(SyncCounts.tracer(counts));
        command.addAll(command(launch, settings));
        return start(command, launch.environment());
    }

    private static Gateway start(List<String> command, Map<String, String> environment) {
        Path directory = ServerProcess.newDirectory();
        long before = System.nanoTime();
        ServerProcess process = ServerProcess.start(directory, command, environment);
        try {
            ReadyLine ready = ReadyLine.parse(process.lineWith(READY));
            Gateway gateway = new Gateway(process, ready, (double) (System.nanoTime() - before) / SECOND_NANOS);
            gateway.checkDoors();
            return gateway;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    static List<String> command(Launch launch, Map<String, String> settings) {
        List<String> command = new ArrayList<>(launch.command());
        Map<String, String> all = new HashMap<>(Map.of(
                "node.data", "data",
                "management.port", "0",
                "listeners.thrift.port", "0",
                "listeners.bigbinary.port", "0",
                "listeners.mqtt.port", "0",
                "listeners.http.port", "0",
                "admin.secret", SECRET));
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
    public long pid() {
        return process.pid();
    }

    @Override
    public InetSocketAddress door(Door door) {
        return switch (door) {
            case MQTT -> ready.address("mqtt");
            case WEBSOCKET -> ready.address("http");
            case TIM -> ready.address("thrift");
            case BIGBINARY -> ready.address("bigbinary");
            case NATS -> throw new IllegalArgumentException("the gateway does not speak NATS");
        };
    }

    @Override
    public Usage usage() {
        return meter.usage();
    }

    /** How it serves its sockets: by which of Netty's native libraries it has loaded; nio without one. */
    public String transport() {
        return meter.transport();
    }

    /** From the command to the line that says that it is ready, in seconds. */
    public double startSeconds() {
        return startSeconds;
    }

    /** Loads of two threads may ask. */
    @Override
    public synchronized List<Resident> newResidents(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add("bench" + made++);
        }
        return management.newResidents(ids);
    }

    @Override
    public synchronized List<Resident> residents(int count) {
        if (count > known.size()) {
            known.addAll(newResidents(count - known.size()));
        }
        return List.copyOf(known.subList(0, count));
    }

    @Override
    public double metric(String name) {
        return management.metric(name);
    }

    @Override
    public double heapMib() {
        return management.metric("jvm_memory_used_bytes{area=\"heap\"") / MIB;
    }

    /** How many nodes it sees in its cluster, itself among them. */
    int members() {
        return management.members();
    }

    @Override
    public void close() {
        process.close();
    }
}
