package io.rialto.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLinkContract;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.link.Batch;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.Clustered;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.LinkedNode;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.cluster.testing.Town;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract over a clustered event bus, between Vert.x instances that share nothing but sockets. */
final class BusLinkTest extends NodeLinkContract {
    private static final Map<String, Clustered.Node> PLACES = new HashMap<>();
    private static Vertx wires;

    private final Town town = new Town();
    private final Map<NodeId, BusWays> ways = new HashMap<>();

    @BeforeAll
    static void open() {
        wires = Vertx.vertx();
        List<Clustered.Node> nodes = Clustered.start(2, MeshHands.CREDENTIALS);
        PLACES.put("a", nodes.get(0));
        PLACES.put("b", nodes.get(1));
        nodes.forEach(node -> BusWays.prepare(node.vertx()));
    }

    @AfterAll
    static void close() {
        PLACES.values().forEach(node -> Await.await(node.vertx().close()));
        Await.await(wires.close());
    }

    @Override
    protected LinkedNode make(String name, long boot, LinkLimits limits) {
        Member self = new Member(new NodeId(name), boot, 2, "127.0.0.1", FreePorts.next(), false);
        BusWays bus = new BusWays(PLACES.get(name).vertx(), self.node());
        ways.put(self.node(), bus);
        return new LinkedNode(self, new MeshHands(wires, town, self, limits, bus, MeshHands.CREDENTIALS));
    }

    @Test
    void whatComesOverALinkThatHasEndedIsRefused() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        send(b, new DeliveryOptions().setCodecName(BatchCodec.NAME), Batch.decode(batchOf(4711)));

        Await.until(() -> b.link().refused() == 1);
        a.send(b.id(), TrafficClass.MESSAGE, "still");
        Await.until(() -> b.texts(TrafficClass.MESSAGE).equals(List.of("still")));
        assertThat(b.news()).doesNotContain("down a 1");
    }

    @Test
    void whatIsNoBatchIsCountedAndHarmsNothing() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        send(b, new DeliveryOptions(), "no batch");

        Await.until(() -> b.link().refused() == 1);
        a.send(b.id(), TrafficClass.MESSAGE, "still");
        Await.until(() -> b.texts(TrafficClass.MESSAGE).equals(List.of("still")));
    }

    private void send(LinkedNode to, DeliveryOptions options, Object body) {
        PLACES.get("a").vertx().eventBus().send(ways.get(to.id()).address(), body, options);
    }

    /** A batch with one frame, of a link that nobody has. */
    private static ByteBuf batchOf(long link) {
        ByteBuf out = Unpooled.buffer();
        out.writeLong(link)
                .writeByte(TrafficClass.MESSAGE.number())
                .writeLong(1)
                .writeShort(1);
        return out.writeByte(LinkedNode.SERVICE.number()).writeInt(1).writeByte('x');
    }
}
