package io.rialto.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.GatewayException;
import io.rialto.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers of epochs: always later ones. */
final class TermsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.await(vertx.close());
    }

    @Test
    void nothingIsEpochWhileANumberIsDrawn() {
        Promise<Long> drawn = Promise.promise();
        Terms terms = new Terms(vertx, 3, drawn::future);

        terms.renew();

        assertThatThrownBy(() -> terms.epoch(1)).isInstanceOf(GatewayException.class);
        drawn.complete(5L);
        assertThat(terms.epoch(1)).isEqualTo((5L << 32) | 1);
    }

    @Test
    void drawsALaterNumberWhereAnEpochHasEndedThatIsNotBelow() {
        Terms terms = new Terms(vertx, 3, () -> Future.succeededFuture(8L));

        assertThat(terms.beyond((2L << 32) | 4).result()).isEqualTo(3);
        assertThat(terms.beyond((7L << 32) | 4).result()).isEqualTo(8);
        assertThat(terms.epoch(9)).isGreaterThan((7L << 32) | 4);
    }
}
