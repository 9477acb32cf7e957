package io.rialto.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.Arrival;
import io.rialto.cluster.ClusterPicture;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.testing.Await;
import io.rialto.config.RialtoConfig;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LocalLinkTest {
    private static final Service SERVICE = new Service(1);

    private final Member self = new Member(new NodeId("a"), 3, 2, "", 0, false);
    private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
    private Vertx vertx;
    private LocalLink link;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        link = new LocalLink(
                vertx, self, LinkLimits.of(RialtoConfig.defaults().cluster().link()));
        link.receive(SERVICE, arrival -> {
            arrival.frame().retain();
            arrivals.add(arrival);
        });
    }

    @AfterEach
    void close() {
        Await.await(vertx.close());
    }

    @Test
    void aNodeAloneReachesItselfInOrderWithoutACopy() {
        List<ByteBuf> frames = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ByteBuf frame = Unpooled.buffer().writeInt(i);
            frames.add(frame);
            assertThat(link.send(self.node(), SERVICE, TrafficClass.MESSAGE, frame))
                    .isEqualTo(LinkOutcome.SENT);
        }

        Await.until(() -> arrivals.size() == 1000);
        assertThat(arrivals).extracting(Arrival::frame).containsExactlyElementsOf(frames);
        assertThat(arrivals.get(0).boot()).isEqualTo(3);
    }

    @Test
    void thereIsNobodyElse() {
        ByteBuf frame = Unpooled.buffer();

        assertThat(link.send(new NodeId("b"), SERVICE, TrafficClass.MESSAGE, frame))
                .isEqualTo(LinkOutcome.UNKNOWN_NODE);
        assertThat(frame.refCnt()).isEqualTo(1);
    }

    @Test
    void whatIsNotTakenFillsTheWindow() {
        byte[] bytes = new byte[1 << 20];
        while (link.send(self.node(), SERVICE, TrafficClass.BULK, Unpooled.wrappedBuffer(bytes)) == LinkOutcome.SENT) {
            assertThat(arrivals.size()).isLessThan(10);
        }
        Await.until(() -> arrivals.size() == 3);

        arrivals.forEach(Arrival::taken);
        arrivals.forEach(Arrival::taken);

        ClusterPicture picture = ClusterPicture.of(new LocalMembers(self), link);
        assertThat(picture.links().get(0).bytesInFlight()).isZero();
        assertThat(picture.members()).containsExactly(self);
    }

    @Test
    void theClusterOfOneSaysWhenItsNodeIsAboutToLeave() {
        LocalMembers members = new LocalMembers(self);
        List<List<Member>> told = new ArrayList<>();
        members.listen(told::add);

        members.drain();

        assertThat(members.live()).containsExactly(self.withDraining(true));
        assertThat(told).containsExactly(members.live());
    }
}
