package io.rialto.cluster.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.partition.impl.InternalPartitionServiceImpl;
import com.hazelcast.internal.partition.impl.MigrationManager;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.Home;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.Clustered;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.cluster.testing.Wire;
import io.rialto.config.ClusterConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A network that splits, then heals, below real Hazelcast, bus and links: each node is reached only through wires that can be
 * severed, by an address of its own, which is also where its connections come from, but for those of the bus.
 */
@Timeout(300)
final class HazelcastSplitTest {
    private static final Duration MEMBER_TIMEOUT = Duration.ofSeconds(2);
    private static final Service SERVICE = new Service(1);
    private static final int KEYS = 100;
    private static final String MULTICAST_HOST = "127.0.0.1";

    /** What a node heard: a number from whom. */
    private record Heard(NodeId by, NodeId from, int number) {}

    /** A node behind its wires. */
    private record Wired(String host, WholeNode whole, List<Wire> wires) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Wired> nodes = new ArrayList<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final int multicastPort = FreePorts.nextDatagram();
    private int numbers;

    @AfterEach
    void closeAll() {
        nodes.forEach(node -> node.whole().close());
        nodes.forEach(node -> node.wires().forEach(Wire::cut));
        Await.await(vertx.close());
    }

    @Test
    void aNodeThatWasCutOffIsTakenBack() {
        start(3);
        List<Wired> many = nodes.subList(0, 2);
        List<Wired> one = nodes.subList(2, 3);

        separate(many, one);

        awaitAgreement(many);
        awaitAgreement(one);
        everybodyTalks(many);
        everybodyTalks(one);
        assertThat(send(nodes.get(0), nodes.get(2), 0)).isNotEqualTo(LinkOutcome.SENT);

        mend();

        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    @Test
    void nodesThatWereAloneFindOneAnotherAgain() {
        start(3);

        separate(nodes.subList(0, 1), nodes.subList(1, 3));
        separate(nodes.subList(0, 2), nodes.subList(2, 3));

        nodes.forEach(node -> awaitAgreement(List.of(node)));
        nodes.forEach(node -> everybodyTalks(List.of(node)));

        mend();

        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    @Test
    void nodesThatWereAloneFindOneAnotherAgainByMulticast() {
        startByMulticast(3);

        wires().forEach(wire -> wire.sever(Set.of(MULTICAST_HOST)));

        nodes.forEach(node -> awaitAgreement(List.of(node)));
        nodes.forEach(node -> everybodyTalks(List.of(node)));

        mend();

        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    @Test
    void theOnlyNodeThatAllListFindsThemAgainWhenItWasCutOff() {
        start(3, 1);
        List<Wired> many = nodes.subList(0, 2);
        List<Wired> one = nodes.subList(2, 3);

        separate(many, one);

        awaitAgreement(many);
        awaitAgreement(one);

        mend();

        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    /** Hazelcast gives one up when the machine is too busy, and keeps the permit of it for good. */
    @Test
    void aPromotionThatWasGivenUpKeepsNobodyApart() {
        start(2);
        assertThat(nodes).allMatch(node -> migrations(node).acquirePromotionPermit());

        separate(nodes.subList(0, 1), nodes.subList(1, 2));

        nodes.forEach(node -> awaitAgreement(List.of(node)));

        mend();

        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    @Test
    void aSplitThatNobodyIsToldOfHealsAsWell() {
        start(2);

        wires().forEach(Wire::freeze);

        nodes.forEach(node -> awaitAgreement(List.of(node)));
        nodes.forEach(node -> everybodyTalks(List.of(node)));

        wires().forEach(Wire::thaw);

        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    /** So many nodes that list one another, and agree on one another. */
    private void start(int count) {
        start(count, count);
    }

    /** So many nodes, of which all list the last so many, that agree on one another. */
    private void start(int count, int listed) {
        start(IntStream.range(0, count).mapToObj(HazelcastSplitTest::host).toList(), listed);
    }

    /** So many nodes that find one another by multicast, from an address that has an interface, and agree on one another. */
    private void startByMulticast(int count) {
        start(Collections.nCopies(count, MULTICAST_HOST), 0);
    }

    private void start(List<String> hosts, int listed) {
        int count = hosts.size();
        List<ClusterConfig> listening = new ArrayList<>();
        List<List<Wire>> wires = new ArrayList<>();
        List<List<Integer>> seen = new ArrayList<>();
        for (String host : hosts) {
            ClusterConfig config = config(host, listed == 0 ? List.of() : List.of(host + ":1"));
            listening.add(config);
            List<Wire> ways = Stream.of(
                            config.port(), config.busPort(), config.link().port())
                    .map(port -> new Wire(vertx, host, port))
                    .toList();
            wires.add(ways);
            seen.add(ways.stream().map(Wire::lay).toList());
        }
        List<String> members = IntStream.range(count - listed, count)
                .mapToObj(i -> hosts.get(i) + ":" + seen.get(i).get(0))
                .toList();
        IntStream.range(0, count)
                .mapToObj(i -> start("node-" + i, listening.get(i), seen.get(i), members)
                        .map(node -> new Wired(hosts.get(i), WholeNode.of(node, 1), wires.get(i))))
                .toList()
                .forEach(node -> nodes.add(Await.await(node)));
        nodes.forEach(node -> {
            node.whole().mesh().receive(SERVICE, arrival -> {
                heard.add(new Heard(
                        node.whole().id(), arrival.from(), arrival.frame().getInt(0)));
                arrival.taken();
            });
            Await.await(node.whole().mesh().start());
        });
        awaitAgreement(nodes);
        everybodyTalks(nodes);
    }

    private ClusterConfig config(String host, List<String> members) {
        return Clustered.config(host + ":" + FreePorts.next(), members, multicastPort, MEMBER_TIMEOUT);
    }

    /** A node that tells others the ports of its wires. */
    private static Future<Clustered.Node> start(
            String name, ClusterConfig config, List<Integer> seen, List<String> members) {
        HazelcastCluster cluster = new HazelcastCluster(config, new NodeId(name), MeshHands.CREDENTIALS);
        Config hazelcast = ((HazelcastClusterManager) cluster.vertxManager()).getConfig();
        hazelcast.getNetworkConfig().setPublicAddress(config.host() + ":" + seen.get(0));
        hazelcast.getNetworkConfig().getInterfaces().setEnabled(false); // knows loopback by one address only
        hazelcast.setProperty("hazelcast.local.localAddress", config.host());
        hazelcast.getNetworkConfig().getJoin().getTcpIpConfig().setMembers(members);
        hazelcast
                .getMemberAttributeConfig()
                .setAttribute(HazelcastRoster.PORT, seen.get(2).toString());
        hazelcast.setProperty("hazelcast.socket.client.bind.any", "false"); // so that a wire sees who connects
        EventBusOptions bus = cluster.eventBus().setClusterPublicPort(seen.get(1));
        return Clustered.start(config, cluster, bus);
    }

    private static String host(int node) {
        return "127.0.0." + (node + 1);
    }

    private Stream<Wire> wires() {
        return nodes.stream().flatMap(node -> node.wires().stream());
    }

    /** Neither side reaches the other any more. */
    private void separate(List<Wired> some, List<Wired> others) {
        Set<String> all = nodes.stream().map(Wired::host).collect(Collectors.toSet());
        some.forEach(node -> node.wires().get(0).sever(hosts(others)));
        others.forEach(node -> node.wires().get(0).sever(hosts(some)));
        // The node of the larger name never connects a link itself; the bus's connections come from anywhere.
        others.forEach(node -> node.wires().subList(1, 3).forEach(wire -> wire.sever(all)));
    }

    private static Set<String> hosts(List<Wired> nodes) {
        return nodes.stream().map(Wired::host).collect(Collectors.toSet());
    }

    private static MigrationManager migrations(Wired node) {
        HazelcastInstanceProxy hazelcast = (HazelcastInstanceProxy) Hazelcast.getHazelcastInstanceByName(
                node.whole().node().hazelcast().getName());
        return ((InternalPartitionServiceImpl) hazelcast.getOriginal().node.getPartitionService())
                .getMigrationManager();
    }

    private void mend() {
        wires().forEach(Wire::mend);
    }

    /** Back when these know of each other and of nobody else, and serve every room at the same place. */
    private static void awaitAgreement(List<Wired> nodes) {
        List<NodeId> ids = nodes.stream().map(node -> node.whole().id()).toList();
        Await.until(() -> nodes.stream()
                .allMatch(node -> node.whole().listed() == ids.size()
                        && node.whole().live().equals(ids)));
        Set<List<Home>> homes = nodes.stream()
                .map(node -> IntStream.range(0, KEYS)
                        .mapToObj(key -> node.whole().placement().ofTopic("room/" + key))
                        .toList())
                .collect(Collectors.toSet());
        assertThat(homes).hasSize(1);
        assertThat(homes.iterator().next()).extracting(Home::node).hasSameElementsAs(ids);
    }

    /**
     * Each reaches each, itself among them; nothing arrives twice. While the parts of a network join again a link may be
     * replaced once more, and its end tells that what was on it is lost: then it is said again.
     */
    private void everybodyTalks(List<Wired> nodes) {
        heard.clear();
        Await.until(() -> {
            boolean all = true;
            for (Wired from : nodes) {
                for (Wired to : nodes) {
                    if (!hasHeard(to, from)) {
                        all = false;
                        send(from, to, ++numbers);
                    }
                }
            }
            return all;
        });
        assertThat(heard).doesNotHaveDuplicates();
    }

    private boolean hasHeard(Wired to, Wired from) {
        return heard.stream()
                .anyMatch(one -> one.by().equals(to.whole().id())
                        && one.from().equals(from.whole().id()));
    }

    private static LinkOutcome send(Wired from, Wired to, int number) {
        return from.whole()
                .mesh()
                .send(
                        to.whole().id(),
                        SERVICE,
                        TrafficClass.MESSAGE,
                        Unpooled.buffer().writeInt(number));
    }
}
