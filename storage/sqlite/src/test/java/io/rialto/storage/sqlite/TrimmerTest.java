package io.rialto.storage.sqlite;

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
import io.rialto.storage.sql.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrimmerTest extends OneFile {
    private static final Retention SHORT =
            new Retention(Duration.ofDays(1), 10, Duration.ofDays(5), Duration.ofMillis(20));
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final AccountId BOB = account("bob");

    private final long now = System.currentTimeMillis();

    @Override
    SqliteOptions options() {
        return new SqliteOptions(directory.resolve("rialto.db"), 64, 4096, 1, SHORT);
    }

    @Test
    void keepsTheNewestRowsOfAnInbox() {
        send(25, now);

        awaitOldest(16);

        assertThat(position()).isEqualTo(new DevicePosition(0, 25, 16));
        InboxPage page = Await.result(storage.inbox().read(BOB, 0, 100, 1 << 20));
        assertThat(Entries.iseqs(page)).hasSize(10).startsWith(16L).endsWith(25L);
        assertThat(page.from()).isEqualTo(1);
        assertThat(stored(direct("alice", "bob", "any"))).hasSize(25);
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
        reopen();

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

        await().until(() -> stored(old).isEmpty());
        reopen();

        assertThat(Await.result(storage.log().head(old.room()))).isEqualTo(5);
        assertThat(Await.result(storage.log().byId(old.mid()))).isEmpty();
        assertThat(Await.result(storage.log().readAfter(old.room(), 0, 9, 999)).more())
                .isFalse();
        Stored next = (Stored) Await.result(storage.log().append(List.of(direct("alice", "bob", "n"))))
                .get(0);
        assertThat(next.cseq()).isEqualTo(6);
    }

    @Test
    void anInboxOfThousandsIsTrimmedInSteps() {
        send(3_000, now);

        await().atMost(Duration.ofSeconds(5)).until(() -> position().oldest() == 2_991);

        assertThat(position().head()).isEqualTo(3_000);
    }

    private LogEntry send(int count, long ts) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(Entries.at(direct("alice", "bob", null), ts));
        }
        Await.result(storage.log().append(batch));
        return batch.get(0);
    }

    private void awaitOldest(long oldest) {
        await().until(() -> position().oldest() == oldest);
    }

    private DevicePosition position() {
        return Await.result(storage.inbox().open(BOB, PHONE));
    }
}
