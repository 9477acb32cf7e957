package io.rialto.cluster.link;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLinkContract;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.LinkedNode;
import io.rialto.cluster.testing.MemoryWays;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.cluster.testing.Town;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
    protected LinkedNode make(String name, long boot) {
        Member self = new Member(new NodeId(name), boot, 2, "127.0.0.1", FreePorts.next(), false);
        return new LinkedNode(
                self, new MeshHands(vertx, town, self, LIMITS, new MemoryWays(vertx, net), MeshHands.CREDENTIALS));
    }
}
