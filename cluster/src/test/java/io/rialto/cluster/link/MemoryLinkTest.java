package io.rialto.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLinkContract;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.LinkedNode;
import io.rialto.cluster.testing.MemoryWays;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.cluster.testing.Town;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, without an event bus: what the mesh keeps whatever carries its batches. */
final class MemoryLinkTest extends NodeLinkContract {
    private static Vertx vertx;

    private final Town town = new Town();
    private final Map<String, Consumer<Batch>> net = MemoryWays.net();
    private final Map<String, MemoryWays> ways = new HashMap<>();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        Await.await(vertx.close());
    }

    @Override
    protected LinkedNode make(String name, long boot, LinkLimits limits) {
        Member self = new Member(new NodeId(name), boot, 2, "127.0.0.1", FreePorts.next(), false);
        MemoryWays memory = new MemoryWays(vertx, net);
        ways.put(name, memory);
        return new LinkedNode(self, new MeshHands(vertx, town, self, limits, memory, MeshHands.CREDENTIALS));
    }

    @Test
    void aBatchThatIsLostTakesTheLinkDownBeforeTheNextArrives() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        a.send(b.id(), TrafficClass.BULK, "before");
        Await.until(() -> b.heard().size() == 1);

        ways.get("a").loseOne();
        a.send(b.id(), TrafficClass.BULK, "x".repeat(20_000)); // a batch of its own each
        a.send(b.id(), TrafficClass.BULK, "y".repeat(20_000));

        Await.until(() -> b.news().contains("down a 1") && a.news().contains("down b 1"));
        assertThat(b.texts(TrafficClass.BULK)).containsExactly("before");
        Await.until(() -> a.news().equals(List.of("up b 1", "down b 1", "up b 1")));
        a.send(b.id(), TrafficClass.BULK, "after");
        Await.until(() -> b.texts(TrafficClass.BULK).equals(List.of("before", "after")));
    }

    @Test
    void aLastBatchThatIsLostIsNoticedWithoutANext() {
        LinkedNode a = started("a", 1, IMPATIENT);
        LinkedNode b = started("b", 1, IMPATIENT);
        linked(a, b);

        ways.get("a").loseOne();
        a.send(b.id(), TrafficClass.MESSAGE, "lost");

        Await.until(() -> b.news().contains("down a 1") && a.news().contains("down b 1"));
        assertThat(b.heard()).isEmpty();
    }

    @Test
    void aWayThatDoesNotWorkIsNeverUp() {
        LinkedNode a = started("a", 1, IMPATIENT);
        ways.get("a").loseOne();
        LinkedNode b = started("b", 1, IMPATIENT);

        linked(a, b); // the second attempt works

        assertThat(a.news()).containsExactly("up b 1");
        assertThat(b.news()).containsExactly("up a 1");
    }
}
