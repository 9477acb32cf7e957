package io.rialto.cluster.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.link.Credentials;
import io.rialto.cluster.link.NameClaim;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.Clustered;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.config.ClusterConfig;
import io.rialto.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WholeNode nodes as the launcher builds them: Hazelcast, event bus, links. */
@Timeout(180)
final class HazelcastClusterTest {
    private static final Credentials OTHERS =
            Credentials.of("test", new Secret("another secret, just as long as the first"));

    private final List<NetClient> clients = new ArrayList<>(); // a client that nobody holds closes its connections
    private final List<WholeNode> running = new ArrayList<>();

    @AfterEach
    void closeAll() {
        running.forEach(WholeNode::close);
    }

    @Test
    void nodesFindOneAnotherLoseOneAndTakeItBack() {
        List<WholeNode> three = Clustered.start(3, MeshHands.CREDENTIALS).stream()
                .map(node -> whole(node, 1))
                .toList();
        three.forEach(whole -> Await.until(() -> whole.members().live().size() == 3));
        assertThat(three.get(0).members().live())
                .isEqualTo(three.get(2).members().live());

        WholeNode killed = three.get(2);
        running.remove(killed);
        killed.kill();
        Await.until(() -> boots(three.get(0)).equals(List.of(1L, 1L))
                && boots(three.get(1)).equals(List.of(1L, 1L)));
        ClusterConfig config = killed.node().config();
        WholeNode again = whole(Await.await(Clustered.start(killed.id().value(), config, MeshHands.CREDENTIALS)), 2);

        Await.until(() -> boots(three.get(0)).equals(List.of(1L, 1L, 2L)));
        Await.until(() -> again.members().live().equals(three.get(0).members().live()));
        again.members().drain();
        Await.until(() -> three.get(1).members().live().stream().anyMatch(Member::draining));
        assertThat(send(three.get(0), again.id())).isEqualTo(LinkOutcome.SENT);
    }

    @Test
    void nodesFindOneAnotherByMulticastOnLoopback() {
        int port = FreePorts.nextDatagram();
        WholeNode one = whole(multicast("node-0", port, MeshHands.CREDENTIALS), 1);
        WholeNode two = whole(multicast("node-1", port, MeshHands.CREDENTIALS), 1);
        Clustered.Node stranger = multicast("node-9", port, OTHERS);

        Await.until(() -> boots(one).equals(List.of(1L, 1L)) && boots(two).equals(List.of(1L, 1L)));
        assertThat(send(one, two.id())).isEqualTo(LinkOutcome.SENT);
        assertThat(stranger.hazelcast().getCluster().getMembers()).hasSize(1);
        assertThat(one.node().hazelcast().getCluster().getMembers()).hasSize(2);
        Await.await(stranger.vertx().close());
    }

    @Test
    void theLaterOfTwoWithOneNumberIsToldOfTheOtherAndTakesNothingFromIt() {
        List<WholeNode> two = Clustered.start(2, MeshHands.CREDENTIALS).stream()
                .map(node -> whole(node, 1))
                .toList();
        two.forEach(whole -> Await.until(() -> whole.members().live().size() == 2));
        WholeNode first = two.get(0);
        WholeNode taken = two.get(1);
        String known = "127.0.0.1:" + first.node().config().port();
        String own = "127.0.0.1:" + FreePorts.next();

        Clustered.Node later = Await.await(
                Clustered.start(taken.id().value(), Clustered.config(own, List.of(known, own)), MeshHands.CREDENTIALS));
        Await.until(() -> first.node().hazelcast().getCluster().getMembers().size() == 3);

        assertThat(claim(later, taken.id(), Duration.ofMillis(300)).settle().toCompletionStage())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("node.number is taken")
                .withMessageContaining(
                        "127.0.0.1:" + taken.node().config().link().port());
        assertThat(claim(taken.node(), taken.id(), Duration.ofMillis(300))
                        .settle()
                        .toCompletionStage())
                .as("it was there before")
                .succeedsWithin(Duration.ofSeconds(20));
        assertThat(first.members().live()).hasSize(2);
        assertThat(send(first, taken.id())).isEqualTo(LinkOutcome.SENT);
        Await.await(later.vertx().close());
    }

    @Test
    void whoIsListedStillButGoneIsWaitedOut() {
        List<WholeNode> two = Clustered.start(2, MeshHands.CREDENTIALS).stream()
                .map(node -> whole(node, 1))
                .toList();
        two.forEach(whole -> Await.until(() -> whole.members().live().size() == 2));
        WholeNode killed = two.get(1);
        running.remove(killed);
        Await.await(killed.mesh().close());
        String known = "127.0.0.1:" + two.get(0).node().config().port();
        String own = "127.0.0.1:" + FreePorts.next();
        Clustered.Node again = Await.await(Clustered.start(
                killed.id().value(), Clustered.config(own, List.of(known, own)), MeshHands.CREDENTIALS));

        Future<Void> claimed = claim(again, killed.id(), Duration.ofMillis(300)).settle();
        Await.await(killed.node().vertx().close());

        assertThat(claimed.toCompletionStage()).succeedsWithin(Duration.ofSeconds(30));
        Await.await(again.vertx().close());
    }

    private static NameClaim claim(Clustered.Node node, NodeId self, Duration reachable) {
        return new NameClaim(node.vertx(), node.cluster().roster(), self, reachable, Duration.ofSeconds(30));
    }

    @Test
    void whoHasAnotherSecretJoinsNobody() {
        WholeNode one = whole(Clustered.start(1, MeshHands.CREDENTIALS).get(0), 1);
        String known = "127.0.0.1:" + one.node().config().port();
        String own = "127.0.0.1:" + FreePorts.next();

        Clustered.Node stranger =
                Await.await(Clustered.start("node-9", Clustered.config(own, List.of(known, own)), OTHERS));

        assertThat(stranger.hazelcast().getCluster().getMembers()).hasSize(1);
        assertThat(one.node().hazelcast().getCluster().getMembers()).hasSize(1);
        Await.await(stranger.vertx().close());
    }

    /** As a node does that removes late what it knew of one that was gone. */
    @ParameterizedTest
    @ValueSource(strings = {"__vertx.nodeInfo", "__vertx.subs"})
    void aNodeWhoseBusTheClusterHasForgottenIsReachedAgain(String structure) {
        List<WholeNode> two = Clustered.start(2, MeshHands.CREDENTIALS).stream()
                .map(node -> whole(node, 1))
                .toList();
        two.forEach(whole -> Await.until(() -> whole.members().live().size() == 2));
        HazelcastInstance asked = two.get(0).node().hazelcast();

        if (structure.endsWith("subs")) {
            MultiMap<Object, Object> said = asked.getMultiMap(structure);
            Set<Map.Entry<Object, Object>> before = said.entrySet();
            assertThat(before).hasSize(2);
            said.clear();
            Await.until(() -> said.entrySet().equals(before));
        } else {
            Map<Object, Object> said = asked.getMap(structure);
            Set<Object> before = Set.copyOf(said.keySet());
            assertThat(before).hasSize(2);
            said.clear();
            Await.until(() -> said.keySet().equals(before));
        }

        WholeNode third = whole(joining(two), 1);
        Await.until(() -> third.members().live().size() == 3);
    }

    /** One more node, which has to ask the cluster how to reach the others. */
    private static Clustered.Node joining(List<WholeNode> nodes) {
        String known = "127.0.0.1:" + nodes.get(0).node().config().port();
        String own = "127.0.0.1:" + FreePorts.next();
        return Await.await(
                Clustered.start("node-8", Clustered.config(own, List.of(known, own)), MeshHands.CREDENTIALS));
    }

    @Test
    void theBusLetsNobodyInWithoutTheSecret() {
        WholeNode one = whole(Clustered.start(1, MeshHands.CREDENTIALS).get(0), 1);
        Vertx vertx = Vertx.vertx();
        int port = one.node().config().busPort();

        AtomicBoolean plain = refused(vertx, new NetClientOptions(), port);
        AtomicBoolean other =
                refused(vertx, OTHERS.secure(new NetClientOptions()).setHostnameVerificationAlgorithm(""), port);
        AtomicBoolean nameless = refused(
                vertx,
                new NetClientOptions().setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm(""),
                port);

        Await.until(() -> plain.get() && other.get() && nameless.get());
        Await.await(vertx.close());
    }

    private static Clustered.Node multicast(String name, int port, Credentials credentials) {
        return Await.await(Clustered.start(name, Clustered.multicast(port), credentials));
    }

    private WholeNode whole(Clustered.Node node, long boot) {
        WholeNode whole = WholeNode.of(node, boot);
        running.add(whole);
        Await.await(whole.mesh().start());
        return whole;
    }

    private static LinkOutcome send(WholeNode from, NodeId to) {
        return from.mesh()
                .send(
                        to,
                        new Service(1),
                        TrafficClass.MESSAGE,
                        Unpooled.buffer().writeInt(1));
    }

    private static List<Long> boots(WholeNode whole) {
        return whole.members().live().stream().map(Member::boot).toList();
    }

    private AtomicBoolean refused(Vertx vertx, NetClientOptions options, int port) {
        AtomicBoolean refused = new AtomicBoolean();
        NetClient client = vertx.createNetClient(options);
        clients.add(client);
        client.connect(port, "127.0.0.1")
                .onFailure(failure -> refused.set(true))
                .onSuccess(socket -> {
                    socket.closeHandler(gone -> refused.set(true));
                    socket.write(Buffer.buffer(new byte[64]));
                });
        return refused;
    }
}
