package io.rialto.storage.sqlite;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import io.rialto.storage.RetainedValue;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the writer does when its connection throws. */
class BrokenConnectionTest extends OneFile {
    @Test
    void afterAnyExceptionTheBatchIsRefusedAndTheNextOneRunsOnAFreshConnection() {
        LogEntry first = direct("alice", "bob", "c1");
        append(first);
        int before = connections.openedWriters();

        failOnce("insert into inbox");
        assertThat(Await.failure(storage.log().append(List.of(direct("alice", "bob", "c2")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(storage.health().problem()).isPresent();

        await().until(() -> storage.health().problem().isEmpty());
        LogEntry third = direct("alice", "bob", "c3");
        assertThat(((Appended.Stored) append(third).get(0)).cseq()).isEqualTo(2);
        assertThat(stored(first)).containsExactly(first.mid(), third.mid());
        assertThat(connections.openedWriters()).isGreaterThan(before);
    }

    @Test
    void aFailedCommitStoresNothing() {
        failOnce("commit");
        assertThat(Await.failure(storage.log().append(List.of(direct("alice", "bob", "c1")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);

        await().until(() -> storage.health().problem().isEmpty());
        assertThat(stored(direct("alice", "bob", "any"))).isEmpty();
        assertThat(((Appended.Stored) append(direct("alice", "bob", "c1")).get(0)).senderIseq())
                .isEqualTo(1);
    }

    @Test
    void afterAFailedSyncItWritesNoMoreButReads() {
        LogEntry first = direct("alice", "bob", "c1");
        append(first);

        connections.before(sql -> {
            if (sql.equals("commit")) {
                throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
            }
        });
        assertThat(Await.failure(storage.log().append(List.of(direct("alice", "bob", "c2")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        connections.before(sql -> {});

        for (int i = 0; i < 20; i++) {
            assertThat(Await.failure(storage.log().append(List.of(direct("alice", "bob", "c3")))))
                    .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        }
        assertThat(Await.failure(storage.retained().write(List.<RetainedValue>of(retained()))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(storage.health().problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("restart needed"));
        assertThat(stored(first)).contains(first.mid());
        assertThat(Await.result(storage.inbox().head(account("bob")))).isEqualTo(1);
    }

    @Test
    void aRestartEndsTheStopAfterAFailedSync() {
        afterAFailedSyncItWritesNoMoreButReads();

        reopen();

        assertThat(storage.health().problem()).isEmpty();
        append(direct("alice", "bob", "c4"));
    }

    private void failOnce(String start) {
        AtomicBoolean once = new AtomicBoolean(true);
        connections.before(sql -> {
            if (sql.startsWith(start) && once.getAndSet(false)) {
                throw new SQLException("provoked at: " + sql);
            }
        });
    }

    private static RetainedValue retained() {
        LogEntry entry = direct("alice", "bob", "r");
        return new RetainedValue("t", 1, 1, entry.sender(), entry.content(), 1, entry.ts(), Long.MAX_VALUE);
    }

    private List<Appended> append(LogEntry entry) {
        return Await.result(storage.log().append(List.of(entry)));
    }
}
