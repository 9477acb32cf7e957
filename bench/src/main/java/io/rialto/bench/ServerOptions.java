package io.rialto.bench;

import io.rialto.bench.server.Contestant;
import io.rialto.bench.server.Launch;
import io.rialto.bench.trial.Trials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which servers to start, and how. */
final class ServerOptions {
    @Option(
            names = "--server",
            defaultValue = "rialto",
            description = "The server in question: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Contestant server;

    @Option(
            names = "--peer",
            split = ",",
            description =
                    "A server to compare it with, round by round; may be given again. One that is not installed is"
                            + " left out.")
    private List<Contestant> peers = new ArrayList<>();

    @Option(names = "--jar", description = "Another jar of the gateway; without it ./rialto starts this repository's.")
    private Path jar;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting for the gateway, e.g. node.loops=1.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option for the gateway's JVM in place of the start script's, e.g. --jvm=-Xmx512m.")
    private List<String> jvm = new ArrayList<>();

    /** The one in question, then its peers. */
    List<Contestant> contestants() {
        Set<Contestant> all = new LinkedHashSet<>();
        all.add(server);
        all.addAll(peers);
        return List.copyOf(all);
    }

    Launch launch() {
        return new Launch(Optional.ofNullable(jar), jvm);
    }

    Trials trials() {
        return new Trials(launch(), jar == null ? Launch.JAR : jar, settings);
    }

    Map<String, String> settings() {
        return settings;
    }

    /** What was given by hand, for the record. */
    List<String> byHand() {
        List<String> all = new ArrayList<>(jvm);
        settings.forEach((key, value) -> all.add(key + "=" + value));
        return all;
    }
}
