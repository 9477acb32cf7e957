package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.DeviceId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is true of every backend as a whole: contexts, health, closing. */
public abstract class StorageLifeContract extends StorageContract {
    @Test
    void everyFutureCompletesOnTheContextThatAsked() {
        assertCompletesOnCaller(() -> storage().log().append(List.of(direct("alice", "bob", "c1"))));
        assertCompletesOnCaller(() -> storage().log().append(List.of()));
        assertCompletesOnCaller(
                () -> storage().log().head(direct("alice", "bob", "c").room()));
        assertCompletesOnCaller(() -> storage().inbox().read(account("bob"), 0, 1, 1));
        assertCompletesOnCaller(() -> storage().inbox().open(account("bob"), new DeviceId("d")));
        assertCompletesOnCaller(() -> storage().accounts().byLoginKey("none"));
        assertCompletesOnCaller(() -> storage().rooms().roomsOf(account("bob")));
        assertCompletesOnCaller(() -> storage().retained().removeExpired(0));
        assertCompletesOnCaller(() -> storage().boots().nextBoot());
        assertCompletesOnCaller(() ->
                storage().accounts().setPasswordHash(account("nobody"), "h").otherwiseEmpty());
    }

    @Test
    void aHealthyStoreHasNoProblem() {
        assertThat(storage().health().problem()).isEmpty();
    }

    @Test
    void everyAcknowledgedBatchIsASyncedCommit() {
        for (int i = 0; i < 20; i++) {
            long before = storage().health().commits();
            Await.result(storage().log().append(List.of(direct("alice", "bob", "c" + i))));
            assertThat(storage().health().commits()).isEqualTo(before + 1);
        }
    }

    @Test
    void whatWasHandedOverBeforeTheCloseIsStored() {
        List<Future<List<Appended>>> sends = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sends.add(storage().log().append(List.of(direct("alice", "bob", "c" + i))));
        }

        reopen();

        sends.forEach(Await::result);
        assertThat(Await.result(storage().inbox().head(account("bob")))).isEqualTo(200);
    }

    @Test
    void aClosedStoreRefuses() {
        Storage closed = storage();
        reopen();

        assertThat(Await.failure(closed.log().append(List.of(direct("alice", "bob", "c1")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Await.failure(closed.inbox().head(account("bob")))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    private void assertCompletesOnCaller(Supplier<Future<?>> question) {
        Context context = vertx().getOrCreateContext();
        Promise<Context> seen = Promise.promise();
        context.runOnContext(start -> question.get()
                .onComplete(answer -> seen.handle(
                        answer.succeeded()
                                ? Future.succeededFuture(Vertx.currentContext())
                                : Future.failedFuture(answer.cause()))));
        assertThat(Await.result(seen.future())).isSameAs(context);
    }
}
