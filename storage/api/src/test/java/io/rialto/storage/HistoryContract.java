package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.cseqs;
import static io.rialto.storage.Entries.direct;
import static io.rialto.storage.Entries.group;
import static io.rialto.storage.Entries.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every backend's log is read back. */
public abstract class HistoryContract extends StorageContract {
    private static final RoomId TEAM = RoomId.group("team");
    private static final int ANY = 1 << 20;

    @BeforeEach
    void writeTenMessages() {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            batch.add(group("team", "alice", "c" + i, "bob"));
            batch.add(group("noise", "alice", "n" + i));
        }
        Await.result(log().append(batch));
    }

    @Test
    void readsForwardsInPages() {
        HistoryPage first = Await.result(log().readAfter(TEAM, 0, 4, ANY));
        HistoryPage last = Await.result(log().readAfter(TEAM, 6, 4, ANY));

        assertThat(cseqs(first)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(first.more()).isTrue();
        assertThat(first.head()).isEqualTo(10);
        assertThat(cseqs(last)).containsExactly(7L, 8L, 9L, 10L);
        assertThat(last.more()).isFalse();
    }

    @Test
    void readsBackwardsInPagesOfRisingOrder() {
        HistoryPage newest = Await.result(log().readBefore(TEAM, Long.MAX_VALUE, 4, ANY));
        HistoryPage oldest = Await.result(log().readBefore(TEAM, 4, 4, ANY));

        assertThat(cseqs(newest)).containsExactly(7L, 8L, 9L, 10L);
        assertThat(newest.more()).isTrue();
        assertThat(newest.head()).isEqualTo(10);
        assertThat(cseqs(oldest)).containsExactly(1L, 2L, 3L);
        assertThat(oldest.more()).isFalse();
    }

    @Test
    void thereIsNothingBehindEitherEnd() {
        HistoryPage behind = Await.result(log().readAfter(TEAM, 10, 4, ANY));
        HistoryPage before = Await.result(log().readBefore(TEAM, 1, 4, ANY));

        assertThat(behind).isEqualTo(new HistoryPage(List.of(), 10, false));
        assertThat(before).isEqualTo(new HistoryPage(List.of(), 10, false));
    }

    @Test
    void anUnknownRoomIsEmpty() {
        RoomId unknown = RoomId.group("unknown");

        assertThat(Await.result(log().readAfter(unknown, 0, 4, ANY))).isEqualTo(new HistoryPage(List.of(), 0, false));
        assertThat(Await.result(log().readBefore(unknown, 9, 4, ANY))).isEqualTo(new HistoryPage(List.of(), 0, false));
        assertThat(Await.result(log().head(unknown))).isZero();
    }

    @Test
    void aPageEndsBeforeItsBytesAreExceeded() {
        Await.result(log().append(
                        List.of(sized("bytes", "alice", 40), sized("bytes", "alice", 60), sized("bytes", "alice", 1))));
        RoomId bytes = RoomId.group("bytes");

        assertThat(cseqs(Await.result(log().readAfter(bytes, 0, 9, 100)))).containsExactly(1L, 2L);
        assertThat(cseqs(Await.result(log().readAfter(bytes, 0, 9, 99)))).containsExactly(1L);
        assertThat(cseqs(Await.result(log().readBefore(bytes, 9, 9, 61)))).containsExactly(2L, 3L);
        assertThat(cseqs(Await.result(log().readBefore(bytes, 9, 9, 60)))).containsExactly(3L);
        assertThat(Await.result(log().readAfter(bytes, 0, 9, 99)).more()).isTrue();
        assertThat(Await.result(log().readBefore(bytes, 9, 9, 60)).more()).isTrue();
    }

    @Test
    void aMessageAboveTheLimitComesAlone() {
        Await.result(log().append(List.of(sized("big", "alice", 5_000), sized("big", "alice", 5_000))));
        RoomId big = RoomId.group("big");

        assertThat(cseqs(Await.result(log().readAfter(big, 0, 9, 100)))).containsExactly(1L);
        assertThat(cseqs(Await.result(log().readBefore(big, 9, 9, 100)))).containsExactly(2L);
    }

    @Test
    void findsAMessageById() {
        LogEntry entry = direct("alice", "bob", "x1");
        Await.result(log().append(List.of(entry)));

        StoredMessage found = Await.result(log().byId(entry.mid())).orElseThrow();

        assertThat(found.mid()).isEqualTo(entry.mid());
        assertThat(found.room()).isEqualTo(RoomId.direct(account("alice"), account("bob")));
        assertThat(found.cseq()).isEqualTo(1);
        assertThat(found.from()).isEqualTo(account("alice"));
        assertThat(found.cmid()).contains("x1");
        assertThat(found.ts()).as("behind the twenty before").isEqualTo(Entries.TS + 20);
        assertThat(found.content().asText()).contains("says x1");
        assertThat(Await.result(log().byId(new MessageId(-1)))).isEmpty();
    }

    @Test
    void survivesAReopen() {
        HistoryPage before = Await.result(log().readAfter(TEAM, 0, 20, ANY));

        reopen();

        HistoryPage after = Await.result(log().readAfter(TEAM, 0, 20, ANY));
        assertThat(after.messages().stream().map(StoredMessage::mid))
                .containsExactlyElementsOf(
                        before.messages().stream().map(StoredMessage::mid).toList());
        assertThat(Await.result(log().head(TEAM))).isEqualTo(10);
    }

    private MessageLog log() {
        return storage().log();
    }
}
