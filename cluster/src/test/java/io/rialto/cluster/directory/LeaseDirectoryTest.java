package io.rialto.cluster.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.rialto.cluster.Directory;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.RendezvousPlacement;
import io.rialto.cluster.Space;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.link.Batch;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.link.LinkedMembers;
import io.rialto.cluster.local.LocalLink;
import io.rialto.cluster.local.LocalMembers;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.MemoryWays;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.cluster.testing.Town;
import io.rialto.config.RialtoConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LeaseDirectoryTest {
    private static final Space SESSIONS = new Space(1);
    private static final Space FILTERS = new Space(2);
    private static final NodeId UNKNOWN = new NodeId("?");
    private static final DirectoryLimits LIMITS =
            new DirectoryLimits(Duration.ofMillis(50), Duration.ofSeconds(1), 1000);
    private static final LinkLimits LINK = new LinkLimits(
            16_384,
            65_536,
            65_536,
            65_536,
            64,
            16_384,
            Duration.ofMillis(1),
            Duration.ofMillis(50),
            Duration.ofMillis(1500),
            Duration.ofMillis(50),
            8);

    /** A node with its directory. */
    private record Desk(MeshHands hands, LinkedMembers members, Directory directory) {
        NodeId id() {
            return members.self().node();
        }

        /** Who has it; {@link #UNKNOWN} twice where nobody could say. */
        Set<NodeId> find(String key) {
            return Await.await(directory
                    .find(SESSIONS, key)
                    .recover(busy -> Future.succeededFuture(Set.of(UNKNOWN, new NodeId("??")))));
        }
    }

    private final Town town = new Town();
    private final Map<String, Consumer<Batch>> net = MemoryWays.net();
    private final List<Desk> desks = new ArrayList<>();
    private Vertx vertx;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        desks.forEach(desk -> desk.hands().close());
        Await.await(vertx.close());
    }

    @Test
    void everyNodeFindsWhatAnyNodeHas() {
        List<Desk> three = three();
        List<String> keys = keys(200);

        keys.forEach(key -> three.get(0).directory().put(SESSIONS, key));
        keys.forEach(key -> three.get(1).directory().put(SESSIONS, key));

        for (Desk desk : three) {
            Await.until(() -> keys.stream().allMatch(key -> desk.find(key)
                    .equals(Set.of(three.get(0).id(), three.get(1).id()))));
            assertThat(desk.find(keys.get(0)))
                    .containsExactlyInAnyOrder(three.get(0).id(), three.get(1).id());
        }
        assertThat(three.get(2).find("nobody has it")).isEmpty();
    }

    @Test
    void whatANodeHasNoMoreIsNotFound() {
        List<Desk> three = three();
        keys(50).forEach(key -> three.get(0).directory().put(SESSIONS, key));
        Await.until(
                () -> keys(50).stream().allMatch(key -> three.get(2).find(key).size() == 1));

        keys(50).forEach(key -> three.get(0).directory().remove(SESSIONS, key));

        Await.until(
                () -> keys(50).stream().allMatch(key -> three.get(2).find(key).isEmpty()));
    }

    @Test
    void whatAKilledNodeHadIsForgottenWhatItKeptForOthersIsKeptElsewhere() {
        List<Desk> three = three();
        List<String> keys = keys(200);
        keys.forEach(key -> three.get(0).directory().put(SESSIONS, key));
        keys.forEach(key -> three.get(2).directory().put(SESSIONS, key));
        Await.until(() -> keys.stream().allMatch(key -> three.get(1)
                .find(key)
                .equals(Set.of(three.get(0).id(), three.get(2).id()))));

        three.get(2).hands().kill();
        Await.until(() -> three.get(0).members().live().size() == 2
                && three.get(1).members().live().size() == 2);

        Await.until(() -> keys.stream()
                .allMatch(
                        key -> three.get(1).find(key).equals(Set.of(three.get(0).id()))));
    }

    @Test
    void whatANewNodeIsTheHomeOfMovesThere() {
        Desk a = started("a");
        List<String> keys = keys(200);
        keys.forEach(key -> a.directory().put(SESSIONS, key));
        assertThat(a.find(keys.get(0))).containsExactly(a.id());

        Desk b = started("b");
        linked(2);

        Await.until(() -> keys.stream().allMatch(key -> b.find(key).equals(Set.of(a.id()))));
        Await.until(() -> keys.stream().allMatch(key -> a.find(key).equals(Set.of(a.id()))));
    }

    @Test
    void moreThanTheWindowHoldsArrivesAllTheSame() {
        Desk a = started("a");
        Desk b = started("b");
        linked(2);
        List<String> keys = keys(5000);

        keys.forEach(key -> a.directory().put(SESSIONS, key));

        String last = keys.get(keys.size() - 1);
        Await.until(() -> b.find(last).size() == 1);
        Await.until(() -> keys.stream().skip(4000).allMatch(key -> b.find(key).size() == 1));
    }

    @Test
    void aSplitHealsByItself() {
        Desk a = started("a");
        Desk b = started("b");
        linked(2);
        List<String> keys = keys(100);
        keys.forEach(key -> a.directory().put(SESSIONS, key));
        Await.until(() -> keys.stream().allMatch(key -> b.find(key).size() == 1));

        b.hands().freeze();
        Await.until(() -> a.members().live().size() == 1 && b.members().live().size() == 1);
        assertThat(b.find(keys.get(0))).isEmpty();
        keys.subList(0, 50).forEach(key -> a.directory().remove(SESSIONS, key));
        b.hands().thaw();
        linked(2);

        Await.until(
                () -> keys.subList(0, 50).stream().allMatch(key -> b.find(key).isEmpty()));
        Await.until(
                () -> keys.subList(50, 100).stream().allMatch(key -> b.find(key).size() == 1));
    }

    @Test
    void whatWasForgottenByMistakeIsToldAgain() {
        Desk a = started("a");
        Desk b = started("b");
        List<String> heard = watched(b);
        linked(2);
        a.directory().announce(FILTERS, "sensors/#");
        keys(100).forEach(key -> a.directory().put(SESSIONS, key));
        Await.until(() -> keys(100).stream().allMatch(key -> b.find(key).size() == 1));

        a.hands().link().send(b.id(), LeaseDirectory.SERVICE, TrafficClass.CONTROL, LeaseFrames.reset());

        Await.until(() -> heard.equals(List.of("a sensors/# true", "a sensors/# false", "a sensors/# true")));
        Await.until(() -> keys(100).stream().allMatch(key -> b.find(key).size() == 1));
    }

    @Test
    void aMalformedFrameHarmsNothing() {
        Desk a = started("a");
        Desk b = started("b");
        linked(2);

        a.hands()
                .link()
                .send(
                        b.id(),
                        LeaseDirectory.SERVICE,
                        TrafficClass.CONTROL,
                        Unpooled.buffer().writeByte(99));
        a.directory().put(SESSIONS, "bob");

        Await.until(() -> b.find("bob").equals(Set.of(a.id())));
    }

    @Test
    void everybodyHearsWhatIsAnnounced() {
        Desk a = started("a");
        a.directory().announce(FILTERS, "sensors/#");
        Desk b = started("b");
        List<String> heard = watched(b);
        linked(2);

        Await.until(() -> heard.equals(List.of("a sensors/# true")));
        a.directory().announce(FILTERS, "lamps/+");
        Await.until(() -> heard.contains("a lamps/+ true"));
        a.directory().withdraw(FILTERS, "lamps/+");
        Await.until(() -> heard.contains("a lamps/+ false"));

        assertThat(watched(b)).satisfies(late -> Await.until(() -> late.equals(List.of("a sensors/# true"))));
        a.hands().kill();
        Await.until(() -> heard.contains("a sensors/# false"));
    }

    @Test
    void aNodeAloneAnswersItself() {
        Member self = new Member(new NodeId("a"), 1, 2, "", 0, false);
        Directory directory = new LeaseDirectory(new LeaseDirectory.Parts(
                vertx,
                new LocalMembers(self),
                new LocalPlacement(self.node(), 2),
                new LocalLink(
                        vertx,
                        self,
                        LinkLimits.of(RialtoConfig.defaults().cluster().link())),
                LIMITS));

        directory.put(SESSIONS, "bob");

        assertThat(Await.await(directory.find(SESSIONS, "bob"))).containsExactly(self.node());
        assertThat(Await.await(directory.find(FILTERS, "bob"))).isEmpty();
        directory.remove(SESSIONS, "bob");
        assertThat(Await.await(directory.find(SESSIONS, "bob"))).isEmpty();
    }

    @Test
    void aHomeThatIsGoneDoesNotKeepWhoAsksWaiting() {
        Desk a = started("a");
        Desk b = started("b");
        linked(2);
        String atB = keys(100).stream()
                .filter(key ->
                        new RendezvousPlacement(a.members()).ofTopic(key).node().equals(b.id()))
                .findFirst()
                .orElseThrow();

        b.hands().freeze();

        assertThatThrownBy(() -> Await.await(a.directory().find(SESSIONS, atB)))
                .rootCause()
                .hasMessageContaining("the directory does not answer now");
    }

    private static List<String> watched(Desk desk) {
        List<String> heard = new CopyOnWriteArrayList<>();
        desk.directory().watch(FILTERS, (node, key, present) -> heard.add(node + " " + key + " " + present));
        return heard;
    }

    private List<Desk> three() {
        List<Desk> three = List.of(started("a"), started("b"), started("c"));
        linked(3);
        return three;
    }

    private void linked(int count) {
        Await.until(() -> desks.stream().allMatch(desk -> desk.members().live().size() == count));
    }

    private Desk started(String name) {
        Member self = new Member(new NodeId(name), 1, 2, "127.0.0.1", FreePorts.next(), false);
        MeshHands hands = new MeshHands(vertx, town, self, LINK, new MemoryWays(vertx, net), MeshHands.CREDENTIALS);
        LinkedMembers members = new LinkedMembers(hands.mesh());
        Directory directory = new LeaseDirectory(
                new LeaseDirectory.Parts(vertx, members, new RendezvousPlacement(members), hands.mesh(), LIMITS));
        Desk desk = new Desk(hands, members, directory);
        desks.add(desk);
        hands.start();
        return desk;
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(key -> "account-" + key).toList();
    }
}
