package io.rialto.cluster.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.Clustered;
import io.rialto.cluster.testing.Memberships;
import io.rialto.cluster.testing.MeshHands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MembershipWatchTest {
    private Clustered.Node node;

    @BeforeEach
    void start() {
        node = Clustered.start(1, MeshHands.CREDENTIALS).get(0);
        node.cluster().watch(node.vertx());
    }

    @Test
    void tellsThatHazelcastHasEndedThoughItSaidNothing() throws IOException {
        Memberships.endInSilence(node.config().port());

        assertThat(Await.await(node.cluster().ended())).contains("without a word");
        awaitNothingLeft();
    }

    @Test
    void tellsThatHazelcastSaysItEnds() throws IOException {
        node.hazelcast().getLifecycleService().terminate();

        assertThat(Await.await(node.cluster().ended())).isEqualTo("Hazelcast shuts down");
        awaitNothingLeft();
    }

    @Test
    void hasNothingToTellOfWhoeverLeaves() {
        Await.await(node.cluster().gone());

        Await.await(node.vertx().close());

        assertThat(node.hazelcast().getLifecycleService().isRunning()).isFalse();
        assertThat(node.cluster().ended().isComplete()).isFalse();
        assertThat(node.cluster().gone().succeeded()).isTrue();
    }

    private void awaitNothingLeft() throws IOException {
        Await.await(node.cluster().gone());
        assertThat(Hazelcast.getAllHazelcastInstances())
                .extracting(instance -> instance.getConfig().getNetworkConfig().getPort())
                .doesNotContain(node.config().port());
        try (ServerSocket port = new ServerSocket(node.config().port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(port.isBound()).isTrue();
        }
        Await.await(node.vertx().close());
    }
}
