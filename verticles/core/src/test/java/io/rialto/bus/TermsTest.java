package io.rialto.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.contract.error.GatewayException;
import io.rialto.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers of epochs: always later ones. */
final class TermsTest {
    private static final Member SELF = member("a", 3);

    private final Vertx vertx = Vertx.vertx();
    private List<Member> members = List.of(SELF, member("b", 2));

    @AfterEach
    void close() {
        Await.await(vertx.close());
    }

    @Test
    void nothingIsEpochWhileANumberIsDrawn() {
        Promise<Long> drawn = Promise.promise();
        Terms terms = new Terms(vertx, 3, drawn::future, () -> members);

        terms.renew();

        assertThatThrownBy(() -> terms.epoch(1)).isInstanceOf(GatewayException.class);
        drawn.complete(5L);
        assertThat(terms.epoch(1)).isEqualTo((5L << 32) | 1);
    }

    @Test
    void noEpochIsGivenBetweenTheLossOfANodeAndTheWordOfIt() {
        Promise<Long> drawn = Promise.promise();
        Terms terms = new Terms(vertx, 3, drawn::future, () -> members);
        members = List.of(SELF, member("b", 2), member("c", 4));
        assertThat(terms.epoch(1)).isEqualTo((3L << 32) | 1);

        members = List.of(SELF, member("c", 4), member("b", 9)); // b has started again

        assertThatThrownBy(() -> terms.epoch(2)).isInstanceOf(GatewayException.class);
        drawn.complete(10L);
        assertThat(terms.epoch(2)).isEqualTo((10L << 32) | 2);
    }

    private static Member member(String name, long boot) {
        return new Member(new NodeId(name), boot, 1, "", 0, false);
    }

    @Test
    void drawsALaterNumberWhereAnEpochHasEndedThatIsNotBelow() {
        Terms terms = new Terms(vertx, 3, () -> Future.succeededFuture(8L), () -> members);

        assertThat(terms.beyond((2L << 32) | 4).result()).isEqualTo(3);
        assertThat(terms.beyond((7L << 32) | 4).result()).isEqualTo(8);
        assertThat(terms.epoch(9)).isGreaterThan((7L << 32) | 4);
    }
}
