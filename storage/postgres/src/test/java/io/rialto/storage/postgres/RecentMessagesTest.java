package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that are no longer objects are made again from what is left of them. */
class RecentMessagesTest {
    private static final long ROOM = 8;
    private static final int MANY = 3_000;

    private final RecentMessages messages = new RecentMessages(2);
    private long cseq;

    @Test
    void whatIsMadeAgainSaysTheSame() {
        byte[] bytes = {0, -1, 7};
        StoredMessage said = message("ä-1", new Content("image/png", bytes, Map.of("width", bytes, "é", new byte[0])));
        StoredMessage nothing = message(null, Content.untyped(new byte[0]));
        long first = add(said, false);
        long second = add(nothing, false);
        addMany();

        assertSame(messages.get(first), said);
        assertSame(messages.get(second), nothing);
        assertThat(messages.get(first)).isSameAs(messages.get(first)); // its encodings are shared
    }

    @Test
    void whatIsDroppedIsNotMadeAgain() {
        long first = add(message("c1", Content.text("one")), false);
        long second = add(message("c2", Content.text("two")), false);
        messages.drop();

        assertThat(messages.get(first)).isNull();
        assertThat(messages.get(second)).isNotNull();
        assertThat(messages.oldest()).isEqualTo(second);
        messages.clear();
        assertThat(messages.get(second)).isNull();
    }

    @Test
    void whatMayHaveBeenTakenAwayIsNotMadeAgain() {
        long before = add(message("c1", Content.text("secret")), false);
        addMany();
        long taking = add(message("c2", Content.text("")), true);
        addMany();

        assertThat(messages.get(before)).isNull();
        assertThat(messages.get(taking).standing().knows(cseq)).isTrue();
        cseq++; // another node's
        add(message("c3", Content.text("later")), false);
        assertThat(messages.get(taking).standing().knows(cseq)).isFalse();
    }

    private void addMany() {
        for (int i = 0; i < MANY; i++) {
            add(message("many", Content.text("many")), false);
        }
    }

    private long add(StoredMessage message, boolean erases) {
        WrittenRows rows = new WrittenRows(new LogEntry(
                message.mid(), message.room(), message.from(), null, message.ts(), message.content(), List.of()));
        rows.of(message, ROOM, erases);
        return messages.add(rows);
    }

    private StoredMessage message(String cmid, Content content) {
        return new StoredMessage(
                Entries.freshMid(),
                RoomId.channel("straße/3"),
                ++cseq,
                Entries.account("alice"),
                cmid,
                Entries.TS,
                content);
    }

    private static void assertSame(RecentMessage made, StoredMessage expected) {
        StoredMessage message = made.message();
        assertThat(made.room()).isEqualTo(ROOM);
        assertThat(message).isNotSameAs(expected).usingRecursiveComparison().isEqualTo(expected);
    }
}
