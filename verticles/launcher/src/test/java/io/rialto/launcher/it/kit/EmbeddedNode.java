package io.rialto.launcher.it.kit;

import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.rialto.launcher.Gateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node in the test's own JVM. */
public final class EmbeddedNode implements NodeUnderTest {
    private final Gateway gateway;
    private final Gateway.Addresses addresses;
    private final Accounts accounts = new Accounts(this);

    /** Starts a node with its data in a directory. */
    public EmbeddedNode(Path data, Map<String, String> settings) {
        gateway = new Gateway(config(data, settings));
        addresses = Wait.get(gateway.start().toCompletionStage().toCompletableFuture());
    }

    /** What a node under test runs with whose data is in a directory. */
    static RialtoConfig config(Path data, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.put("node.data", data.toString());
        all.putAll(settings);
        List<String> overrides = new ArrayList<>();
        all.forEach((key, value) -> overrides.add(key + "=" + value));
        return ConfigReader.read(Optional.empty(), Map.of(), overrides);
    }

    @Override
    public int port(String door) {
        return addresses.port(door);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        Wait.get(gateway.stop().toCompletionStage().toCompletableFuture());
    }
}
