package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.adapter.DoorMetrics;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeAnswersTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private final DoorMetrics metrics = new DoorMetrics(new SimpleMeterRegistry(), "http");
    private final LargeAnswers answers = new LargeAnswers(100, 800, 3, metrics);
    private final List<Promise<Reply>> read = new ArrayList<>();

    @Test
    void waitsUntilAnswersHaveGone() {
        Future<Reply> first = ask(ALICE);
        read.get(0).complete(reply(750));
        ask(BOB);
        assertThat(read).hasSize(1);

        first.result().gone().run();

        assertThat(read).hasSize(2);
    }

    @Test
    void countsWhatAnAnswerIsOnceItIsKnown() {
        askAll(8);
        ask(BOB);
        assertThat(read).hasSize(8);

        read.get(0).complete(reply(50));
        read.get(1).complete(reply(50));

        assertThat(read).hasSize(9);
    }

    @Test
    void countsNothingForWhatFails() {
        askAll(8);
        ask(BOB);

        read.get(0).fail("gone");

        assertThat(read).hasSize(9);
    }

    @Test
    void oneAloneMayBeLarger() {
        LargeAnswers small = new LargeAnswers(100, 10, 3, metrics);
        Future<Reply> first = small.run(ALICE, () -> Future.succeededFuture(reply(1)));

        assertThat(first.succeeded()).isTrue();
    }

    @Test
    void anAccountThatHasItsShareWaitsAloneForItself() {
        Future<Reply> first = ask(ALICE);
        ask(ALICE);
        ask(BOB);
        assertThat(read).hasSize(2);

        read.get(0).complete(reply(100));
        first.result().gone().run();

        assertThat(read).hasSize(3);
    }

    @Test
    void refusesWhereTooManyWait() {
        askAll(8 + 3);

        Future<Reply> another = ask(BOB);

        assertThat(GatewayException.codeOf(another.cause())).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(metrics.dropped()).isEqualTo(1);
    }

    @Test
    void whoAsksForTooManyIsRefusedAlone() {
        ask(ALICE);
        ask(ALICE);

        Future<Reply> third = ask(ALICE);
        ask(BOB);

        assertThat(GatewayException.codeOf(third.cause())).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(read).hasSize(2);
    }

    private void askAll(int accounts) {
        IntStream.range(0, accounts).forEach(i -> ask(new AccountId("account-" + i)));
    }

    private Future<Reply> ask(AccountId account) {
        return answers.run(account, () -> {
            Promise<Reply> one = Promise.promise();
            read.add(one);
            return one.future();
        });
    }

    private static Reply reply(int size) {
        return Reply.text(200, "text/plain", "x".repeat(size));
    }
}
