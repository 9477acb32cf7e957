package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.EmbeddedNode;
import io.rialto.launcher.it.kit.NodeUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One node for all conformance tests of a JVM, with an account that they all sign in with. */
final class Broker implements BeforeAllCallback {
    private static final class Running implements AutoCloseable {
        private final Path data;
        private final NodeUnderTest node;
        private final String account;

        Running() throws IOException {
            data = Files.createTempDirectory("rialto-mqtt-");
            node = new EmbeddedNode(
                    data,
                    Map.of("accounts.authenticators", "[token,scram,password]", "accounts.scramIterations", "4096"));
            account = node.accounts().make("fleet");
        }

        @Override
        public void close() throws IOException {
            node.close();
            try (Stream<Path> all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Broker.class))
                .getOrComputeIfAbsent(
                        Running.class,
                        key -> {
                            try {
                                return new Running();
                            } catch (IOException failure) {
                                throw new UncheckedIOException(failure);
                            }
                        },
                        Running.class);
    }

    /** The node. */
    NodeUnderTest node() {
        return running.node;
    }

    /** The port of its MQTT door. */
    int port() {
        return running.node.port("mqtt");
    }

    /** The account. */
    String account() {
        return running.account;
    }

    /** Its token, which is a password too. */
    String token() {
        return running.node.accounts().token(running.account);
    }
}
