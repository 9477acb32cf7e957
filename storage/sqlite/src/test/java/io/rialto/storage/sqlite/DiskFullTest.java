package io.rialto.storage.sqlite;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that may not grow stands for a full disk: SQLite answers both with SQLITE_FULL. */
class DiskFullTest extends OneFile {
    private static final int PAGES = 150;
    private static final int BYTES = 1_000;

    private final List<MessageId> acknowledged = new ArrayList<>();
    private final List<MessageId> refused = new ArrayList<>();

    @BeforeEach
    void shrinkTheDisk() {
        connections.limit(PAGES);
        reopen();
    }

    @Test
    void refusesWhileFullLosesNothingThenRecovers() {
        fill();

        assertThat(storage.health().problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("disk full").contains("rialto.db"));
        assertThat(Await.failure(storage.accounts().create(new AccountRecord(account("a"), null, null, 1))))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Await.failure(storage.boots().nextBoot())).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(readAll()).isEqualTo(acknowledged);

        connections.limit(100 * PAGES);
        await().until(() -> storage.health().problem().isEmpty());

        sendMany(64);
        assertThat(refused).isNotEmpty();
        assertThat(readAll()).isEqualTo(acknowledged).doesNotContainAnyElementsOf(refused);
        assertThat(Await.result(storage.inbox().head(account("alice")))).isEqualTo(acknowledged.size());
    }

    @Test
    void staysInPlaceOverAReopen() {
        fill();

        connections.limit(100 * PAGES);
        reopen();
        sendMany(64);

        assertThat(readAll()).isEqualTo(acknowledged);
        assertThat(Await.result(storage.log().head(RoomId.group("full")))).isEqualTo(acknowledged.size());
    }

    @Test
    void theNextWriteRecoversItWithoutWaitingForTheProbe() {
        fill();
        connections.limit(100 * PAGES);

        await().until(() -> storage.log()
                .append(List.of(Entries.sized("other", "alice", 1)))
                .toCompletionStage()
                .toCompletableFuture()
                .handle((done, failure) -> failure == null)
                .get());

        assertThat(storage.health().problem()).isEmpty();
    }

    private void fill() {
        while (refused.size() < 30) {
            send(Entries.sized("full", "alice", BYTES));
        }
        assertThat(acknowledged).hasSizeGreaterThan(20);
    }

    private void send(LogEntry entry) {
        try {
            Await.result(storage.log().append(List.of(entry)));
            acknowledged.add(entry.mid());
        } catch (GatewayException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(e).hasMessageContaining("disk full");
            refused.add(entry.mid());
        }
    }

    private void sendMany(int count) {
        List<Future<List<Appended>>> sends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LogEntry entry = Entries.sized("full", "alice", BYTES);
            sends.add(storage.log().append(List.of(entry)));
            acknowledged.add(entry.mid());
        }
        sends.forEach(Await::result);
    }

    private List<MessageId> readAll() {
        return stored(Entries.sized("full", "alice", 0));
    }
}
