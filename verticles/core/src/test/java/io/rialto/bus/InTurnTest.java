package io.rialto.bus;

import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InTurnTest {
    private final InTurn<String> turns = new InTurn<>();
    private final List<String> begun = new ArrayList<>();

    @Test
    void stepsOfOneKeyWaitForEachOther() {
        Promise<String> first = Promise.promise();
        turns.run("a", () -> begin("a1", first.future()));
        Future<String> second = turns.run("a", () -> begin("a2", Future.succeededFuture("done")));
        turns.run("b", () -> begin("b1", Future.succeededFuture("done")));

        boolean early = second.isComplete();
        first.complete("done");

        assertThat(early).isFalse();
        assertThat(begun).containsExactly("a1", "b1", "a2");
        assertThat(second.result()).isEqualTo("done");
        assertThat(turns.size()).isZero();
    }

    @Test
    void aFailureDoesNotStopTheNext() {
        Future<String> failed = turns.run("a", () -> Future.failedFuture("no"));
        Future<String> thrown = turns.run("a", () -> {
            throw new IllegalStateException("no");
        });
        Future<String> next = turns.run("a", () -> Future.succeededFuture("yes"));

        assertThat(failed.failed()).isTrue();
        assertThat(thrown.failed()).isTrue();
        assertThat(next.result()).isEqualTo("yes");
        assertThat(turns.size()).isZero();
    }

    @Test
    void thousandsThatEndAtOnceDoNotPileUpOnTheStack() {
        Promise<String> first = Promise.promise();
        turns.run("a", first::future);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < InTurn.MAX_WAITING; i++) {
            all.add(turns.run("a", () -> Future.succeededFuture("done")));
        }

        first.complete("done");

        assertThat(all).allMatch(Future::succeeded);
        assertThat(turns.size()).isZero();
    }

    @Test
    void refusesWhatFindsNoPlace() {
        turns.run("a", () -> Promise.<String>promise().future());
        for (int i = 0; i < InTurn.MAX_WAITING; i++) {
            turns.run("a", () -> Future.succeededFuture("done"));
        }

        assertThat(codeOf(turns.run("a", () -> Future.succeededFuture("done")))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(turns.run("b", () -> Future.succeededFuture("done")).succeeded())
                .isTrue();
    }

    private Future<String> begin(String name, Future<String> step) {
        begun.add(name);
        return step;
    }
}
