package io.rialto.bench;

import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Gateway;
import io.rialto.bench.server.Mosquitto;
import io.rialto.bench.server.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which servers to start, and how. */
final class ServerOptions {
    /** The servers there are. */
    enum Kind {
        /** The gateway. */
        rialto,
        /** Mosquitto. */
        mosquitto
    }

    @Option(
            names = "--server",
            defaultValue = "rialto",
            description = "The server in question: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind server;

    @Option(names = "--peer", description = "A server to compare it with, round by round: mosquitto.")
    private Kind peer;

    @Option(
            names = "--jar",
            defaultValue = "verticles/launcher/target/rialto.jar",
            description = "The gateway's jar (default: ${DEFAULT-VALUE}).")
    private Path jar;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting for the gateway, e.g. node.loops=1.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option for the gateway's JVM, e.g. --jvm=-Xmx512m.")
    private List<String> jvm = new ArrayList<>();

    /** Starts what the scenario needs. */
    List<Server> start(Scenario scenario) {
        List<Server> servers = new ArrayList<>();
        servers.add(start(server, scenario));
        if (peer != null && scenario.peer()) {
            try {
                servers.add(start(peer, scenario));
            } catch (RuntimeException e) {
                servers.get(0).close();
                throw e;
            }
        }
        return servers;
    }

    /** What was given by hand, for the record. */
    List<String> byHand() {
        List<String> all = new ArrayList<>(jvm);
        settings.forEach((key, value) -> all.add(key + "=" + value));
        return all;
    }

    private Server start(Kind kind, Scenario scenario) {
        return switch (kind) {
            case rialto -> {
                Map<String, String> all = new TreeMap<>(scenario.settings());
                all.putAll(settings);
                yield Gateway.start(jar, jvm, all);
            }
            case mosquitto -> Mosquitto.start();
        };
    }
}
