package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final InTurn turns = new InTurn();

    @Test
    void beginsAStepWhenTheOneBeforeIsDoneWhateverItsOutcome() {
        Promise<Integer> first = Promise.promise();
        Future<Integer> one = turns.take(first::future);
        Future<Integer> two = turns.take(() -> Future.succeededFuture(2));
        assertThat(turns.underWay()).isEqualTo(2);
        assertThat(turns.waiting()).isEqualTo(1);
        assertThat(two.isComplete()).isFalse();

        first.fail("refused");

        assertThat(one.failed()).isTrue();
        assertThat(two.result()).isEqualTo(2);
        assertThat(turns.underWay()).isZero();
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void takesNoMoreThanItCanHold() {
        Promise<Integer> never = Promise.promise();
        for (int i = 0; i < 1024; i++) {
            assertThat(turns.take(never::future).failed()).isFalse();
        }

        Future<Integer> more = turns.take(never::future);

        assertThat(GatewayException.codeOf(more.cause())).isEqualTo(ErrorCode.OVERLOADED);
    }
}
