package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.PageBudget;
import io.rialto.storage.sql.Retention;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows of one inbox that come and go. */
class RecentEndTest {
    private static final int BURST = 10_000;
    private static final long KEY = 7;
    private static final long ROOM = 8;

    private final RecentEnd end = new RecentEnd(Entries.account("bob"), KEY);
    private final RecentRoom standing = new RecentRoom(1);
    private final RecentMessage message =
            new RecentMessage(stored(Entries.direct("alice", "bob", "c1")), ROOM, standing);

    @Test
    void aBurstOfLongAgoTakesNoMemoryForGood() {
        add(1, BURST);
        assertThat(end.places()).isBetween(BURST, 2 * BURST);

        end.drop(BURST - 3);
        assertThat(end.places()).isLessThan(32);
        assertShows(BURST - 3, BURST);
    }

    /** The rows wander through the places. */
    @Test
    void asManyRowsAsEverTakeAsManyPlaces() {
        for (int last = 1; last <= BURST; last++) {
            add(last, last);
            end.drop(last - 20);
        }

        assertThat(end.places()).isLessThan(64);
        assertShows(BURST - 20, BURST);
    }

    @Test
    void nothingIsLeftWhereAllIsDropped() {
        add(1, BURST);

        assertThat(end.drop(BURST)).isTrue();
        assertThat(end.covers(BURST)).isFalse();
        add(BURST + 1, BURST + 9);
        assertShows(BURST, BURST + 9);
    }

    private void add(long first, long last) {
        LongStream.rangeClosed(first, last).forEach(iseq -> end.add(iseq, Entries.TS + iseq, message));
    }

    private void assertShows(long after, long last) {
        SeenHeads seen = new SeenHeads(Map.of(KEY, last), Map.of(ROOM, 1L));
        assertThat(end.page(after, new PageBudget(100, 1 << 20), seen, Retention.DEFAULT)
                        .orElseThrow()
                        .items())
                .extracting(InboxItem::iseq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(after + 1, last).boxed().toList());
    }

    private static StoredMessage stored(LogEntry entry) {
        return new StoredMessage(
                entry.mid(), entry.room(), 1, entry.sender(), entry.cmid(), Entries.TS, entry.content());
    }
}
