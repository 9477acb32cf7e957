package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.Appended.Stored;
import io.rialto.storage.Await;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrimmerTest {
    private static final Retention SHORT =
            new Retention(Duration.ofDays(1), 10, Duration.ofDays(5), Duration.ofMillis(20));
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final AccountId BOB = account("bob");

    private final long now = System.currentTimeMillis();
    private final Vertx vertx = Vertx.vertx();
    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private Storage storage;

    @BeforeEach
    void openStore() {
        storage = open();
    }

    @AfterEach
    void closeStore() {
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    @Test
    void keepsTheNewestRowsOfAnInbox() {
        LogEntry any = send(25, now);

        awaitOldest(16);

        assertThat(position()).isEqualTo(new DevicePosition(0, 25, 16));
        InboxPage page = Await.result(storage.inbox().read(BOB, 0, 100, 1 << 20));
        assertThat(Entries.iseqs(page)).hasSize(10).startsWith(16L).endsWith(25L);
        assertThat(kept(any)).isEqualTo(25);
    }

    @Test
    void takesAwayAgedRowsOnly() {
        send(3, now - Duration.ofDays(2).toMillis());
        send(4, now);

        awaitOldest(4);

        assertThat(position()).isEqualTo(new DevicePosition(0, 7, 4));
    }

    @Test
    void anInboxThatHasExpiredWhollyGoesOnCounting() {
        send(5, now - Duration.ofDays(2).toMillis());

        awaitOldest(6);

        assertThat(position()).isEqualTo(new DevicePosition(0, 5, 6));
        assertThat(Await.result(storage.inbox().read(BOB, 0, 9, 999))).isEqualTo(new InboxPage(1, 5, List.of(), 5));
        Stored next = (Stored) Await.result(storage.log().append(List.of(Entries.at(direct("alice", "bob", "n"), 1))))
                .get(0);
        assertThat(next.recipientIseqs().of(0)).isEqualTo(6);
        assertThat(next.its()).isGreaterThan(now - Duration.ofDays(3).toMillis());
    }

    @Test
    void aRoomWhoseLogHasExpiredGoesOnCounting() {
        LogEntry old = send(5, now - Duration.ofDays(9).toMillis());

        await().until(() -> kept(old) == 0);

        assertThat(Await.result(storage.log().head(old.room()))).isEqualTo(5);
        assertThat(Await.result(storage.log().byId(old.mid()))).isEmpty();
        Stored next = (Stored) Await.result(storage.log().append(List.of(direct("alice", "bob", "n"))))
                .get(0);
        assertThat(next.cseq()).isEqualTo(6);
    }

    @Test
    void anInboxOfThousandsIsTrimmedInSteps() {
        send(3_000, now);

        awaitOldest(2_991);

        assertThat(position().head()).isEqualTo(3_000);
    }

    @Test
    void nodesThatTrimAtOnceDoNotMeet() {
        Storage other = open();
        for (int i = 0; i < 20; i++) {
            send(200, now);
        }

        awaitOldest(3_991);

        assertThat(storage.health().problem()).isEmpty();
        assertThat(other.health().problem()).isEmpty();
        Await.result(other.close());
    }

    @Test
    void whileAnotherNodeTrimsNothingIsTaken() {
        PgConnection holder = Await.result(
                PgConnection.connect(vertx, Target.of(server.uri(database)).options()));
        Await.result(holder.query("select pg_advisory_lock(" + 0x5249414c544f0002L + ")")
                .execute());
        send(25, now);

        await().during(Duration.ofMillis(400)).until(() -> position().oldest() == 1);

        Await.result(holder.close());

        awaitOldest(16);
    }

    private Storage open() {
        return Await.result(PostgresStorage.open(
                vertx, TestOptions.at(server.uri(database), new Sizes(64, 4096, 1, 1, 1_000), SHORT)));
    }

    private LogEntry send(int count, long ts) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(Entries.at(direct("alice", "bob", null), ts));
        }
        Await.result(storage.log().append(batch));
        return batch.get(0);
    }

    private int kept(LogEntry anyOfTheRoom) {
        return Await.result(storage.log().readAfter(anyOfTheRoom.room(), 0, 100_000, Integer.MAX_VALUE))
                .messages()
                .size();
    }

    private void awaitOldest(long oldest) {
        await().atMost(Duration.ofSeconds(20)).until(() -> position().oldest() == oldest);
    }

    private DevicePosition position() {
        return Await.result(storage.inbox().open(BOB, PHONE));
    }
}
