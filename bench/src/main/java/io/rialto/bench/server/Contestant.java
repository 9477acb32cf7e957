package io.rialto.bench.server;

import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The servers that can be compared. */
public enum Contestant {
    /** The gateway. */
    RIALTO("rialto", Door.MQTT),
    /** Mosquitto, by MQTT. */
    MOSQUITTO("mosquitto", Door.MQTT),
    /** A NATS server without JetStream, by its own protocol. */
    NATS("nats-server", Door.NATS),
    /** HiveMQ CE, by MQTT. */
    HIVEMQ("hivemq", Door.MQTT);

    private static final Set<Kind> FOR_ALL =
            Set.of(Kind.FANOUT, Kind.PAIRS, Kind.SHARE, Kind.SLOW, Kind.STORM, Kind.IDLE, Kind.MATRIX, Kind.RETAINED);

    private final String command;
    private final Door door;

    Contestant(String command, Door door) {
        this.command = command;
        this.door = door;
    }

    /** What it is called in results, and on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The protocol it is given a scenario's load by. */
    public Door door(Scenario scenario) {
        return this == RIALTO ? scenario.traffic().door() : door;
    }

    /** Why it takes no part in a scenario; empty when it does. */
    public Optional<String> absence(Scenario scenario) {
        if (this == RIALTO) {
            return Optional.empty();
        }
        if (!scenario.peer() || !FOR_ALL.contains(scenario.kind())) {
            return Optional.of("this is not a load for " + title());
        }
        if (this == NATS && scenario.traffic().qos() > 0) {
            return Optional.of("core NATS has no QoS above 0");
        }
        if (this == NATS && scenario.kind() == Kind.RETAINED) {
            return Optional.of("core NATS retains nothing");
        }
        if (this == HIVEMQ) {
            return HiveMq.absence();
        }
        return isInstalled() ? Optional.empty() : Optional.of(command + " is not installed here (not on the PATH)");
    }

    private boolean isInstalled() {
        return Shell.which(command).isPresent();
    }

    /** Starts it; back when it can serve. The settings are for the gateway. */
    public Server start(Launch launch, Map<String, String> settings) {
        int port = FreePort.any();
        return switch (this) {
            case RIALTO -> Gateway.start(launch, settings);
            case MOSQUITTO ->
                PlainServer.start(
                        title(),
                        door,
                        port,
                        "mosquitto.conf",
                        mosquitto(port),
                        List.of(path(), "-c", "mosquitto.conf"));
            case NATS ->
                PlainServer.start(title(), door, port, "nats.conf", nats(port), List.of(path(), "-c", "nats.conf"));
            case HIVEMQ ->
                PlainServer.start(
                        title(), door, port, HiveMq.CONFIGURATION, HiveMq.configuration(port), HiveMq.command());
        };
    }

    /** What it says of its version; empty where it does not. */
    public Optional<String> version() {
        return switch (this) {
            case RIALTO -> Optional.empty();
            case MOSQUITTO -> Shell.which(command).flatMap(path -> Shell.line(path, "-h"));
            case NATS -> Shell.which(command).flatMap(path -> Shell.line(path, "--version"));
            case HIVEMQ -> Optional.of("HiveMQ CE " + HiveMq.VERSION);
        };
    }

    private String path() {
        return Shell.which(command).orElse(command);
    }

    static String mosquitto(int port) {
        return String.join(
                "\n",
                "listener " + port + " 127.0.0.1",
                "allow_anonymous true",
                "max_queued_messages 100000",
                "max_inflight_messages 100",
                "persistence false",
                "log_dest none",
                "");
    }

    /** It closes subscribers with more than this pending. */
    static String nats(int port) {
        return "listen: 127.0.0.1:" + port + "\nmax_pending: 256MB\nmax_connections: 100000\n";
    }
}
