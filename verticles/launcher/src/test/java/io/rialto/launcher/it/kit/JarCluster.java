package io.rialto.launcher.it.kit;

import io.rialto.storage.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes of one cluster, each a process of its own, on one PostgreSQL; each can be killed, then started again. */
public final class JarCluster implements AutoCloseable {
    private static final Duration WHOLE_WITHIN = Duration.ofSeconds(60);

    private final PostgresServer database;
    private final ClusterPlan plan;
    private final List<JarNode> nodes;

    /** So many nodes, which see one another. */
    public JarCluster(int count, Path data, Map<String, String> settings) {
        database = PostgresServer.startedIn(data.resolve("database"));
        plan = new ClusterPlan(count);
        String uri = database.uri(database.createDatabase());
        List<CompletableFuture<JarNode>> starting = IntStream.range(0, count)
                .mapToObj(i -> {
                    Map<String, String> all = new LinkedHashMap<>(settings);
                    all.put("storage.uri", uri);
                    all.putAll(plan.settings(i));
                    return CompletableFuture.supplyAsync(
                            () -> new JarNode(data.resolve("node" + (i + 1)), all, JarNode.BRIEF));
                })
                .toList();
        nodes = starting.stream().map(node -> Wait.get(node, WHOLE_WITHIN)).toList();
        awaitWhole();
    }

    /** All of them, dead or alive. */
    public List<JarNode> nodes() {
        return nodes;
    }

    /** All but one. */
    public List<JarNode> others(JarNode one) {
        return nodes.stream().filter(node -> node != one).toList();
    }

    /** The name a node has in the cluster. */
    public String nameOf(JarNode node) {
        return ClusterPlan.picture(node).getString("node");
    }

    /** What they share. */
    public PostgresServer database() {
        return database;
    }

    /** Starts a node again that was killed; back when all see one another. */
    public void restart(JarNode node) {
        node.start();
        awaitWhole();
    }

    /** Back when all see one another. */
    public void awaitWhole() {
        Wait.until(
                "the nodes see one another", WHOLE_WITHIN, () -> nodes.stream().allMatch(plan::isWhole));
    }

    /** A failure with what the nodes have printed. */
    public AssertionError explained(AssertionError failure) {
        String outputs = nodes.stream()
                .map(node -> String.join("\n", node.process().output()))
                .collect(Collectors.joining("\n\n", "\n\nthe nodes said:\n", ""));
        return new AssertionError(failure.getMessage() + outputs, failure);
    }

    @Override
    public void close() {
        nodes.forEach(JarNode::close);
        database.close();
    }
}
