package io.rialto.durable;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CursorJournalTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final DeviceId PHONE = new DeviceId("phone");

    private final Vertx vertx = Vertx.vertx();
    private final SlowInbox inbox = new SlowInbox();
    private final CursorJournal journal = new CursorJournal(vertx, inbox);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void knowsWhatIsNotWrittenYet() {
        journal.moved(ALICE, PHONE, 5);
        journal.moved(ALICE, PHONE, 3);

        assertThat(journal.latest(ALICE, PHONE)).isEqualTo(5);
        assertThat(journal.latest(ALICE, new DeviceId("other"))).isZero();
    }

    @Test
    void forgetsWhatIsWritten() {
        journal.moved(ALICE, PHONE, 5);
        await().until(() -> inbox.writes.size() == 1);

        inbox.writes.get(0).complete();

        await().until(() -> journal.latest(ALICE, PHONE) == 0);
        assertThat(inbox.moves).containsExactly(new CursorMove(ALICE, PHONE, 5));
    }

    @Test
    void keepsWhatMovedOnWhileItWasWritten() {
        journal.moved(ALICE, PHONE, 5);
        await().until(() -> inbox.writes.size() == 1);

        journal.moved(ALICE, PHONE, 6);
        inbox.writes.get(0).complete();
        await().until(() -> inbox.writes.size() == 2);
        long meanwhile = journal.latest(ALICE, PHONE);
        inbox.writes.get(1).complete();

        assertThat(meanwhile).isEqualTo(6);
        await().until(() -> journal.latest(ALICE, PHONE) == 0);
        assertThat(inbox.moves).extracting(CursorMove::iseq).containsExactly(5L, 6L);
    }

    @Test
    void triesAgainWhatCouldNotBeWritten() {
        journal.moved(ALICE, PHONE, 5);
        await().until(() -> inbox.writes.size() == 1);

        inbox.writes.get(0).fail("the store is away");
        await().until(() -> inbox.writes.size() == 2);

        assertThat(journal.latest(ALICE, PHONE)).isEqualTo(5);
        assertThat(inbox.moves).extracting(CursorMove::iseq).containsExactly(5L, 5L);
    }

    @Test
    void goesOnWhenTheVerticleThatMovedFirstIsGone() {
        String door = await(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                journal.moved(ALICE, PHONE, 5);
                return Future.succeededFuture();
            }
        }));

        await(vertx.undeploy(door));

        await().until(() -> inbox.writes.size() == 1);
    }

    @Test
    void whereManyMoveTheyAreWrittenLessOften() {
        journal.moved(ALICE, PHONE, 5);
        await().until(() -> inbox.writes.size() == 1);
        for (int i = 0; i < 1_000; i++) {
            journal.moved(new AccountId("member-" + i), PHONE, 5);
        }
        inbox.writes.get(0).complete();
        await().until(() -> inbox.writes.size() == 2);

        journal.moved(ALICE, PHONE, 6);
        long written = System.nanoTime();
        inbox.writes.get(1).complete();
        await().until(() -> inbox.writes.size() == 3);

        assertThat(Duration.ofNanos(System.nanoTime() - written)).isGreaterThan(Duration.ofMillis(190));
        assertThat(inbox.moves).contains(new CursorMove(ALICE, PHONE, 6));
    }

    @Test
    void flushIsDoneWhenAllIsWritten() {
        journal.moved(ALICE, PHONE, 5);

        Future<Void> flushed = journal.flush();
        boolean early = flushed.isComplete();
        inbox.writes.get(0).complete();

        assertThat(early).isFalse();
        await(flushed);
        assertThat(journal.latest(ALICE, PHONE)).isZero();
    }

    /** An inbox whose writes end when the test says so. */
    private static final class SlowInbox implements Inbox {
        private final List<CursorMove> moves = new CopyOnWriteArrayList<>();
        private final List<Promise<Void>> writes = new CopyOnWriteArrayList<>();

        @Override
        public Future<Void> move(List<CursorMove> batch) {
            Promise<Void> write = Promise.promise();
            moves.addAll(batch);
            writes.add(write);
            return write.future();
        }

        @Override
        public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Long> head(AccountId account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<DevicePosition> open(AccountId account, DeviceId device) {
            throw new UnsupportedOperationException();
        }
    }
}
