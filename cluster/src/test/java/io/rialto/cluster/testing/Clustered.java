package io.rialto.cluster.testing;

import com.hazelcast.core.HazelcastInstance;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.hazelcast.HazelcastCluster;
import io.rialto.cluster.link.Credentials;
import io.rialto.config.ClusterConfig;
import io.rialto.config.ClusterLinkConfig;
import io.rialto.config.ClusterRestartConfig;
import io.rialto.config.ClusterTalkConfig;
import io.rialto.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Clustered Vert.x instances on loopback, found by a list of addresses; real Hazelcast, real sockets. */
public final class Clustered {
    /** One of them. */
    public record Node(ClusterConfig config, HazelcastCluster cluster, Vertx vertx) {
        /** Hazelcast itself, to be killed. */
        public HazelcastInstance hazelcast() {
            return ((HazelcastClusterManager) cluster.vertxManager()).getHazelcastInstance();
        }
    }

    private static final int MULTICAST_PORT = 54_327;

    private Clustered() {}

    /** So many nodes, named node-0, node-1 …, that have joined one another. */
    public static List<Node> start(int count, Credentials credentials) {
        List<String> members = IntStream.range(0, count)
                .mapToObj(node -> "127.0.0.1:" + FreePorts.next())
                .toList();
        List<Future<Node>> nodes = IntStream.range(0, count)
                .mapToObj(node -> start("node-" + node, config(members.get(node), members), credentials))
                .toList();
        List<Node> started = nodes.stream().map(Await::await).toList();
        Await.until(() -> started.stream()
                .allMatch(node -> node.hazelcast().getCluster().getMembers().size() == count));
        return started;
    }

    /** One node of this name, which joins whom its settings name. */
    public static Future<Node> start(String name, ClusterConfig config, Credentials credentials) {
        HazelcastCluster cluster = new HazelcastCluster(config, new NodeId(name), credentials);
        return start(config, cluster, cluster.eventBus());
    }

    /** One node, with what is told of its bus. */
    public static Future<Node> start(ClusterConfig config, HazelcastCluster cluster, EventBusOptions bus) {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(2)
                        .setWorkerPoolSize(2)
                        .setEventBusOptions(bus))
                .withClusterManager(cluster.vertxManager())
                .buildClustered()
                .map(vertx -> new Node(config, cluster, vertx));
    }

    /** Settings of a node at this address. */
    public static ClusterConfig config(String address, List<String> members) {
        return config(address, members, MULTICAST_PORT, Duration.ofSeconds(5));
    }

    /** Settings of a node that finds others by multicast on loopback. */
    public static ClusterConfig multicast(int multicastPort) {
        return config("127.0.0.1:" + FreePorts.next(), List.of(), multicastPort, Duration.ofSeconds(5));
    }

    /** Settings of a node at this address; by multicast where there are no members to ask. */
    public static ClusterConfig config(
            String address, List<String> members, int multicastPort, Duration memberTimeout) {
        int colon = address.indexOf(':');
        return new ClusterConfig(
                true,
                "test",
                new Secret("a secret of tests, known to everybody"),
                address.substring(0, colon),
                Integer.parseInt(address.substring(colon + 1)),
                FreePorts.next(),
                members,
                members.isEmpty(),
                "224.2.2.3",
                multicastPort,
                memberTimeout,
                link(FreePorts.next(), memberTimeout.multipliedBy(2)),
                new ClusterTalkConfig(
                        Duration.ofSeconds(5),
                        1 << 20,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        100),
                new ClusterRestartConfig(3, Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMinutes(1)));
    }

    private static ClusterLinkConfig link(int port, Duration peerTimeout) {
        return new ClusterLinkConfig(
                port,
                Duration.ofMillis(50),
                peerTimeout,
                Duration.ofMillis(50),
                4 << 20,
                8 << 20,
                4 << 20,
                1 << 20,
                64,
                16_384,
                Duration.ofMillis(1),
                8);
    }
}
