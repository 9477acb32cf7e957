package io.rialto.launcher.it.kit;

import io.rialto.storage.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Several nodes on one PostgreSQL in this JVM for all tests of a class. As {@link NodeUnderTest} they look like one node
 * whose doors lead to another one each time they are asked for; a {@code List} of them are the nodes themselves.
 */
public final class ClusterExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private final int count;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<NodeUnderTest> nodes = new ArrayList<>();
    private PostgresServer database;
    private NodeUnderTest scattered;

    /** So many nodes. */
    public ClusterExtension(int count) {
        this.count = count;
    }

    /** With this setting on each. */
    public ClusterExtension with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path data = Files.createTempDirectory("rialto-it-");
        database = PostgresServer.startedIn(data.resolve("database"));
        settings.put("storage.uri", database.uri(database.createDatabase()));
        ClusterPlan plan = new ClusterPlan(count);
        for (int i = 0; i < count; i++) {
            Map<String, String> all = new LinkedHashMap<>(settings);
            all.putAll(plan.settings(i));
            nodes.add(new EmbeddedNode(data.resolve("node" + i), all));
        }
        Wait.until("the nodes see one another", () -> nodes.stream().allMatch(node -> plan.isWhole(node)));
        scattered = new Scattered(nodes);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        nodes.forEach(NodeUnderTest::close);
        if (database != null) {
            database.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == NodeUnderTest.class || type == List.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == List.class ? List.copyOf(nodes) : scattered;
    }

    /** Every connection to another node. */
    private static final class Scattered implements NodeUnderTest {
        private final List<NodeUnderTest> nodes;
        private final AtomicInteger asked = new AtomicInteger();

        Scattered(List<NodeUnderTest> nodes) {
            this.nodes = nodes;
        }

        @Override
        public int port(String door) {
            return nodes.get(asked.getAndIncrement() % nodes.size()).port(door);
        }

        @Override
        public Accounts accounts() {
            return nodes.get(0).accounts();
        }

        @Override
        public void close() {
            // The extension closes them.
        }
    }
}
