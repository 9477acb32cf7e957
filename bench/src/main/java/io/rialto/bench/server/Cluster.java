package io.rialto.bench.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Nodes of one cluster on a PostgreSQL of their own. */
public final class Cluster implements AutoCloseable {
    private static final long PATIENCE = 60_000_000_000L;
    private static final long PAUSE = 100_000_000;

    private final Postgres database;
    private final List<Gateway> nodes;

    private Cluster(Postgres database, List<Gateway> nodes) {
        this.database = database;
        this.nodes = List.copyOf(nodes);
    }

    /** Starts so many; back when all see one another. */
    public static Cluster start(int count, Launch launch, Map<String, String> settings) {
        Postgres database = Postgres.start();
        List<CompletableFuture<Gateway>> starting = new ArrayList<>();
        try {
            List<Integer> ports = IntStream.range(0, count * 3)
                    .map(i -> FreePort.any())
                    .boxed()
                    .toList();
            for (int i = 0; i < count; i++) {
                Map<String, String> all = settings(i, ports.subList(i * 3, i * 3 + 3), members(ports));
                all.put("storage.uri", database.uri());
                all.putAll(settings);
                starting.add(CompletableFuture.supplyAsync(() -> Gateway.start(launch, all)));
            }
            Cluster cluster = new Cluster(
                    database, starting.stream().map(CompletableFuture::join).toList());
            cluster.awaitWhole();
            return cluster;
        } catch (RuntimeException e) {
            starting.forEach(one -> one.handle((gateway, failure) -> gateway)
                    .thenAccept(gateway -> {
                        if (gateway != null) {
                            gateway.close();
                        }
                    })
                    .join());
            database.close();
            throw e;
        }
    }

    private static Map<String, String> settings(int node, List<Integer> ports, String members) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("node.number", String.valueOf(node + 1));
        settings.put("cluster.enabled", "true");
        settings.put("cluster.name", "bench-" + ProcessHandle.current().pid());
        settings.put("cluster.secret", "a secret of benches, known to everybody");
        settings.put("cluster.port", ports.get(0).toString());
        settings.put("cluster.busPort", ports.get(1).toString());
        settings.put("cluster.link.port", ports.get(2).toString());
        settings.put("cluster.members", members);
        return settings;
    }

    private static String members(List<Integer> ports) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < ports.size(); i += 3) {
            members.add("127.0.0.1:" + ports.get(i));
        }
        return String.join(",", members);
    }

    private void awaitWhole() {
        long end = System.nanoTime() + PATIENCE;
        while (!nodes.stream().allMatch(node -> node.members() == nodes.size())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the nodes do not see one another");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Its nodes, the first of them first. */
    public List<Gateway> nodes() {
        return nodes;
    }

    /** What all nodes together have consumed. */
    public Usage usage() {
        return nodes.stream().map(Gateway::usage).reduce(new Usage(0, 0, 0), Usage::plus);
    }

    /** A metric's sum over all nodes. */
    public double metric(String name) {
        return nodes.stream().mapToDouble(node -> node.metric(name)).sum();
    }

    @Override
    public void close() {
        nodes.forEach(Gateway::close);
        database.close();
    }
}
