package io.rialto.storage.sqlite;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the thread beside the writer copies, and what becomes of the writer when it cannot. */
class CheckpointerTest extends OneFile {
    private static final String CHECKPOINT = "pragma wal_checkpoint";

    private final AtomicInteger passes = new AtomicInteger();
    private int sent;

    @Test
    void theLogIsCopiedIntoTheFileLongBeforeTheWriterWould() throws IOException {
        long before = Files.size(directory.resolve("rialto.db"));

        sendMany();

        await().until(() -> Files.size(directory.resolve("rialto.db")) > before);
        assertThat(Files.size(directory.resolve("rialto.db-wal"))).isLessThan(8192L * 2048);
    }

    @Test
    void commitsGoOnWhileItCopies() {
        CountDownLatch copying = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        connections.before(sql -> {
            if (sql.startsWith(CHECKPOINT)) {
                copying.countDown();
                await().until(() -> release.getCount() == 0);
            }
        });
        sendMany();
        await().until(() -> copying.getCount() == 0);

        sendMany();

        release.countDown();
        assertThat(Await.result(storage.inbox().head(account("bob")))).isEqualTo(sent);
    }

    @Test
    void littleIsLeftForTheNextTime() {
        connections.before(this::count);

        Await.result(storage.log().append(List.of(direct("alice", "bob", "one"))));
        Await.result(storage.close());

        assertThat(passes).hasValue(0);
        reopen();
    }

    @Test
    void afterAFailedCopyItTriesAgainOnAFreshConnection() {
        connections.before(sql -> {
            count(sql);
            if (sql.startsWith(CHECKPOINT) && passes.get() == 1) {
                throw new SQLException("provoked at: " + sql);
            }
        });
        sendMany();
        await().until(() -> passes.get() == 1);

        sendMany();

        await().until(() -> passes.get() > 1);
        assertThat(storage.health().problem()).isEmpty();
    }

    @Test
    void afterAFailedSyncOfTheFileNothingIsWrittenAnyMore() {
        connections.before(sql -> {
            count(sql);
            if (sql.startsWith(CHECKPOINT)) {
                throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
            }
        });
        sendMany();
        await().until(() -> passes.get() == 1);

        await().until(() -> storage.log()
                        .append(List.of(direct("alice", "bob", "late" + sent++)))
                        .otherwiseEmpty()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get()
                == null);

        assertThat(Await.failure(storage.log().append(List.of(direct("alice", "bob", "more")))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(storage.health().problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("restart needed"));
    }

    private void count(String sql) {
        if (sql.startsWith(CHECKPOINT)) {
            passes.incrementAndGet();
        }
    }

    /** More rows than are left for the next time. */
    private void sendMany() {
        List<LogEntry> batch = IntStream.range(sent, sent + 400)
                .mapToObj(i -> direct("alice", "bob", "c" + i))
                .toList();
        sent += batch.size();
        Await.result(storage.log().append(batch));
    }
}
