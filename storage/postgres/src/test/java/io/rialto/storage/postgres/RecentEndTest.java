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

    private final RecentMessages messages = new RecentMessages(1);
    private final RecentEnd end = new RecentEnd(Entries.account("bob"), KEY, messages);
    private long cseq;

    @Test
    void aBurstOfLongAgoTakesNoMemoryForGood() {
        add(1, BURST);
        assertThat(end.places()).isBetween(BURST, 2 * BURST);

        end.drop(numberOf(BURST - 2));
        assertThat(end.places()).isLessThan(32);
        assertShows(BURST - 3, BURST);
    }

    /** The rows wander through the places. */
    @Test
    void asManyRowsAsEverTakeAsManyPlaces() {
        for (int last = 1; last <= BURST; last++) {
            add(last, last);
            end.drop(numberOf(last - 19));
        }

        assertThat(end.places()).isLessThan(64);
        assertShows(BURST - 20, BURST);
    }

    @Test
    void nothingIsLeftWhereAllIsDropped() {
        add(1, BURST);

        assertThat(end.drop(numberOf(BURST + 1))).isTrue();
        assertThat(end.rooms(BURST, 1)).isEmpty();
        add(BURST + 1, BURST + 9);
        assertShows(BURST, BURST + 9);
    }

    private void add(long first, long last) {
        LongStream.rangeClosed(first, last)
                .forEach(iseq -> assertThat(add(iseq)).isEqualTo(numberOf(iseq)));
    }

    private long add(long iseq) {
        LogEntry entry = Entries.direct("alice", "bob", "c1");
        WrittenRows rows = new WrittenRows(entry);
        rows.of(
                new StoredMessage(
                        entry.mid(), entry.room(), ++cseq, entry.sender(), entry.cmid(), Entries.TS, entry.content()),
                ROOM,
                false);
        long number = messages.add(rows);
        end.add(iseq, Entries.TS + iseq, number);
        return number;
    }

    /** Every message has one row here. */
    private static long numberOf(long iseq) {
        return iseq - 1;
    }

    private void assertShows(long after, long last) {
        SeenHeads seen = new SeenHeads(Map.of(KEY, last), Map.of(ROOM, cseq));
        assertThat(end.page(after, new PageBudget(100, 1 << 20), seen, Retention.DEFAULT)
                        .orElseThrow()
                        .items())
                .extracting(InboxItem::iseq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(after + 1, last).boxed().toList());
    }
}
