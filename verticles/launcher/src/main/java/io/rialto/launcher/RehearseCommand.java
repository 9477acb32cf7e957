package io.rialto.launcher;

import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.rialto.launcher.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Starts a node with the settings that nobody has changed, as a process does, on free ports, with its data in a directory
 * that is not needed any more; plays a {@link Rehearsal} on it, exits. What {@code prepare} lets a JVM watch.
 */
@Command(name = "rehearse", hidden = true, description = "What prepare watches: a node that starts, is used, stops.")
final class RehearseCommand implements Callable<Integer> {
    private final String secret = UUID.randomUUID().toString();

    @Parameters(paramLabel = "DIRECTORY", description = "Where its data goes.")
    private Path data;

    @Option(names = "--rounds", defaultValue = "1", description = "How often everything is said.")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), settings());
        AtomicReference<Gateway.Addresses> open = new AtomicReference<>();
        int code = NodeProcess.start(config, open::set);
        if (code != NodeProcess.RUNNING) {
            return code;
        }
        Gateway.Addresses addresses = open.get();
        new Rehearsal(
                        new Rehearsal.Stage(
                                addresses.port("management"), secret, addresses.port("mqtt"), addresses.port("http")),
                        rounds)
                .play();
        return 0;
    }

    private List<String> settings() {
        return List.of(
                "node.data=" + data,
                "admin.secret=" + secret,
                "listeners.host=127.0.0.1",
                "listeners.mqtt.port=0",
                "listeners.http.port=0",
                "listeners.thrift.port=0",
                "listeners.bigbinary.port=0",
                "management.port=0");
    }
}
