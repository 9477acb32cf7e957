package io.rialto.storage.sqlite;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.DeviceId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.CursorMove;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What shares a transaction, while the one before is held up in its commit. */
class GroupCommitTest extends OneFile {
    private static final DeviceId PHONE = new DeviceId("phone");

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    SqliteOptions options() {
        return new SqliteOptions(directory.resolve("rialto.db"), 64, 100, 1);
    }

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void whatGatheredDuringACommitIsCommittedTogether() {
        long before = storage.health().commits();
        List<Future<List<Appended>>> sends = new ArrayList<>(List.of(holdUp()));

        for (int i = 0; i < 64; i++) {
            sends.add(storage.log().append(List.of(direct("alice", "bob", "c" + i))));
        }
        release.countDown();

        sends.forEach(Await::result);
        assertThat(storage.health().commits()).isEqualTo(before + 2);
    }

    @Test
    void aCommitTakesNoMoreThanTheBatch() {
        long before = storage.health().commits();
        List<Future<List<Appended>>> sends = new ArrayList<>(List.of(holdUp()));

        for (int i = 0; i < 12; i++) {
            sends.add(storage.log()
                    .append(List.of(
                            direct("alice", "bob", "a" + i),
                            direct("alice", "bob", "b" + i),
                            direct("alice", "bob", "c" + i),
                            direct("alice", "bob", "d" + i),
                            direct("alice", "bob", "e" + i),
                            direct("alice", "bob", "f" + i),
                            direct("alice", "bob", "g" + i),
                            direct("alice", "bob", "h" + i))));
        }
        release.countDown();

        sends.forEach(Await::result);
        assertThat(storage.health().commits()).isEqualTo(before + 3);
    }

    @Test
    void aRefusedOperationDoesNotHarmTheOthersOfItsTransaction() {
        AccountRecord bob = new AccountRecord(account("bob"), "key", null, 1);
        Await.result(storage.accounts().create(bob));
        Await.result(storage.inbox().open(account("bob"), PHONE));
        long before = storage.health().commits();

        Future<List<Appended>> first = holdUp();
        Future<List<Appended>> second = storage.log().append(List.of(direct("alice", "bob", "c1")));
        Future<Void> taken = storage.accounts().create(new AccountRecord(account("new"), "key", null, 1));
        Future<Long> unknown = storage.accounts().setPasswordHash(account("nobody"), "hash");
        Future<Void> move = storage.inbox().move(List.of(new CursorMove(account("bob"), PHONE, 9)));
        Future<List<Appended>> third = storage.log().append(List.of(direct("new", "bob", "c1")));
        release.countDown();

        assertThat(Await.failure(taken)).isEqualTo(ErrorCode.ALREADY);
        assertThat(Await.failure(unknown)).isEqualTo(ErrorCode.NOT_FOUND);
        Await.result(first);
        Await.result(second);
        Await.result(move);
        assertThat(((Appended.Stored) Await.result(third).get(0))
                        .recipientIseqs()
                        .of(0))
                .isEqualTo(2);
        assertThat(Await.result(storage.inbox().open(account("bob"), PHONE)).cursor())
                .isEqualTo(1);
        assertThat(storage.health().commits()).isEqualTo(before + 2);
    }

    @Test
    void aFullQueueIsAnsweredAtOnce() {
        Future<List<Appended>> first = holdUp();
        List<Future<List<Appended>>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(storage.log().append(List.of(direct("alice", "bob", "c" + i))));
        }

        Future<List<Appended>> tooMuch = storage.log().append(List.of(direct("alice", "bob", "more")));

        assertThat(Await.failure(tooMuch)).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(first.isComplete()).isFalse();
        release.countDown();
        waiting.forEach(Await::result);
        Await.result(storage.log().append(List.of(direct("alice", "bob", "more"))));
        assertThat(Await.result(storage.inbox().head(account("bob")))).isEqualTo(101);
    }

    @Test
    void aBatchAboveEveryBoundIsTakenThoughOthersWait() {
        Future<List<Appended>> first = holdUp();
        Future<List<Appended>> before = storage.log().append(List.of(direct("alice", "bob", "before")));
        List<LogEntry> batch = IntStream.range(0, 300)
                .mapToObj(i -> direct("alice", "bob", "c" + i))
                .toList();

        Future<List<Appended>> large = storage.log().append(batch);
        Future<List<Appended>> behind = storage.log().append(List.of(direct("alice", "bob", "behind")));

        release.countDown();
        Await.result(first);
        Await.result(before);
        assertThat(Await.result(large)).hasSize(300);
        Await.result(behind);
    }

    @Test
    void aBatchAboveEveryBoundIsStillTakenWhole() {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            batch.add(direct("alice", "bob", "c" + i));
        }
        long before = storage.health().commits();

        assertThat(Await.result(storage.log().append(batch))).hasSize(300);

        assertThat(storage.health().commits()).isEqualTo(before + 1);
    }

    @Test
    void whatChangesNothingIsNoCommit() {
        Await.result(storage.log().append(List.of(direct("alice", "bob", "c1"))));
        long before = storage.health().commits();

        Await.result(storage.log().append(List.of(direct("alice", "bob", "c1"))));
        Await.result(storage.inbox().move(List.of(new CursorMove(account("bob"), PHONE, 1))));
        Await.failure(storage.accounts().setPasswordHash(account("nobody"), "hash"));

        assertThat(storage.health().commits()).isEqualTo(before);
    }

    /** Sends a message; when this returns the writer stands before its commit. */
    private Future<List<Appended>> holdUp() {
        connections.before(sql -> {
            if (sql.equals("commit") && held.getCount() > 0) {
                held.countDown();
                awaitLatch(release);
            }
        });
        Future<List<Appended>> first = storage.log().append(List.of(Entries.sized("hold", "holder", 1)));
        awaitLatch(held);
        return first;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
