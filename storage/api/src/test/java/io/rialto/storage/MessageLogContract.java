package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static io.rialto.storage.Entries.group;
import static io.rialto.storage.Entries.notice;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended.Duplicate;
import io.rialto.storage.Appended.Stored;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every backend's log does with appends; how it is read back stands in {@link HistoryContract}. */
public abstract class MessageLogContract extends StorageContract {
    private static final RoomId AB = RoomId.direct(account("alice"), account("bob"));

    @Test
    void countsEveryRoomAndEveryInboxFromOne() {
        List<Appended> outcomes = append(
                direct("alice", "bob", "c1"),
                direct("bob", "alice", "c1"),
                direct("alice", "carol", "c2"),
                group("team", "carol", "c1", "alice", "bob"));

        assertStored(outcomes.get(0), 1, 1, 1);
        assertStored(outcomes.get(1), 2, 2, 2);
        assertStored(outcomes.get(2), 1, 3, 1);
        assertStored(outcomes.get(3), 1, 2, 4, 3);
    }

    @Test
    void entriesOfOneRoomKeepTheirOrder() {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(direct(i % 2 == 0 ? "alice" : "bob", i % 2 == 0 ? "bob" : "alice", "c" + i));
        }

        Await.result(log().append(batch));

        HistoryPage page = Await.result(log().readAfter(AB, 0, 200, 1 << 20));
        assertThat(page.messages().stream().map(StoredMessage::mid))
                .containsExactlyElementsOf(batch.stream().map(LogEntry::mid).toList());
    }

    @Test
    void aMessageToOneselfHasOneInboxRow() {
        List<Appended> outcomes = append(direct("alice", "alice", "c1"), direct("alice", "alice", "c2"));

        assertStored(outcomes.get(0), 1, 1);
        assertStored(outcomes.get(1), 2, 2);
        assertThat(Await.result(storage().inbox().head(account("alice")))).isEqualTo(2);
    }

    @Test
    void withoutEchoOnlyTheRecipientsGetARow() {
        append(direct("alice", "bob", "c1"));

        List<Appended> outcomes =
                append(notice("alice", "bob", null), direct("bob", "alice", "c1"), notice("alice", "bob", null));

        assertStored(outcomes.get(0), 1, 0, 2);
        assertStored(outcomes.get(1), 2, 3, 2);
        assertStored(outcomes.get(2), 2, 0, 4);
        assertThat(((Stored) outcomes.get(0)).its()).isZero();
        assertThat(Await.result(storage().inbox().head(account("alice")))).isEqualTo(2);
        assertThat(Await.result(storage().inbox().head(account("bob")))).isEqualTo(4);
    }

    @Test
    void withoutEchoARepetitionIsADuplicateToo() {
        LogEntry first = notice("alice", "bob", "n1");
        append(first);

        List<Appended> outcomes = append(notice("alice", "bob", "n1"), direct("alice", "bob", "c1"));

        assertThat(outcomes.get(0)).isEqualTo(new Duplicate(first.mid(), 1, Entries.TS, 0));
        assertStored(outcomes.get(1), 1, 1, 2);
    }

    @Test
    void theSenderOfAnEntryWithoutEchoNeedsNoInbox() {
        append(notice("nobody-yet", "bob", "n1"));

        assertThat(Await.result(storage().inbox().head(account("nobody-yet")))).isZero();
        assertStored(append(direct("nobody-yet", "bob", "c1")).get(0), 1, 1, 2);
    }

    @Test
    void theTimesOfAnInboxRiseStrictlyWhateverTheClocksSay() {
        long ts = Entries.TS;
        List<Appended> outcomes = append(
                Entries.at(direct("alice", "bob", "c1"), ts),
                Entries.at(direct("alice", "bob", "c2"), ts),
                Entries.at(direct("alice", "bob", "c3"), ts - 50),
                Entries.at(direct("alice", "bob", "c4"), ts + 10));

        assertThat(outcomes.stream().map(outcome -> ((Stored) outcome).its()))
                .containsExactly(ts, ts + 1, ts + 2, ts + 10);
        assertThat(Await.result(storage().inbox().read(account("bob"), 0, 9, 999)).items().stream()
                        .map(item -> item.its()))
                .containsExactly(ts, ts + 1, ts + 2, ts + 10);
    }

    /** Whichever node's clock it was: the next one may be served by another. */
    @Test
    void theTimesOfASendersMessagesRiseStrictlyInTheLogToo() {
        long ts = Entries.TS;
        append(Entries.at(direct("alice", "bob", "c1"), ts));
        append(Entries.at(direct("alice", "carol", "c2"), ts - 4_000));
        append(Entries.at(direct("alice", "bob", "c3"), ts), Entries.at(direct("bob", "alice", "c4"), ts - 9));

        assertThat(
                        Await.result(storage()
                                        .log()
                                        .readAfter(direct("alice", "bob", "").room(), 0, 9, 999))
                                .messages()
                                .stream()
                                .map(StoredMessage::ts))
                .containsExactly(ts, ts + 2, ts + 3);
        assertThat(append(direct("alice", "bob", "c3")).get(0))
                .isInstanceOfSatisfying(
                        Duplicate.class, first -> assertThat(first.ts()).isEqualTo(ts + 2));
    }

    @Test
    void aDuplicateInTheSameBatchTakesNoPosition() {
        LogEntry first = direct("alice", "bob", "c1");

        List<Appended> outcomes = append(first, direct("alice", "bob", "c1"), direct("alice", "bob", "c2"));

        assertThat(outcomes.get(1)).isEqualTo(new Duplicate(first.mid(), 1, Entries.TS, 1));
        assertStored(outcomes.get(2), 2, 2, 2);
    }

    @Test
    void aDuplicateOfAnEarlierBatchTakesNoPosition() {
        LogEntry first = direct("alice", "bob", "c1");
        append(direct("carol", "alice", "c1"), first);

        List<Appended> outcomes =
                append(Entries.at(direct("alice", "bob", "c1"), Entries.TS + 5_000), direct("alice", "bob", "c2"));

        assertThat(outcomes.get(0)).isEqualTo(new Duplicate(first.mid(), 1, Entries.TS + 1, 2));
        assertStored(outcomes.get(1), 2, 3, 2);
    }

    @Test
    void aDuplicateIsFoundAfterAReopen() {
        LogEntry first = direct("alice", "bob", "c1");
        append(first);

        reopen();
        List<Appended> outcomes = append(direct("alice", "bob", "c1"));

        assertThat(outcomes).containsExactly(new Duplicate(first.mid(), 1, Entries.TS, 1));
        assertThat(Await.result(log().head(AB))).isEqualTo(1);
    }

    @Test
    void anEntrySentAgainUnderItsOwnMessageIdIsADuplicate() {
        LogEntry entry = direct("alice", "bob", "c1");
        append(entry);

        assertThat(append(entry)).containsExactly(new Duplicate(entry.mid(), 1, Entries.TS, 1));
    }

    @Test
    void aClientIdUsedAgainInAnotherRoomIsADuplicateStill() {
        LogEntry first = direct("alice", "bob", "c1");
        append(first);

        assertThat(append(direct("alice", "carol", "c1")))
                .containsExactly(new Duplicate(first.mid(), 1, Entries.TS, 1));
        assertThat(Await.result(log().head(RoomId.direct(account("alice"), account("carol")))))
                .isZero();
    }

    @Test
    void withoutClientIdNothingIsADuplicate() {
        List<Appended> outcomes = append(direct("alice", "bob", null), direct("alice", "bob", null));

        assertStored(outcomes.get(0), 1, 1, 1);
        assertStored(outcomes.get(1), 2, 2, 2);
    }

    @Test
    void ofTheSameMessageSentOnManyWaysAtOnceOneIsStored() {
        List<Future<List<Appended>>> sends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sends.add(log().append(List.of(direct("alice", "bob", "same"), direct("alice", "bob", "other-" + i))));
        }

        long stored = sends.stream()
                .map(send -> Await.result(send).get(0))
                .filter(Stored.class::isInstance)
                .count();

        assertThat(stored).isEqualTo(1);
        assertThat(Await.result(log().head(AB))).isEqualTo(51);
    }

    @Test
    void aBatchThatFailsLeavesNothingBehindAndHarmsNobody() {
        LogEntry taken = direct("alice", "bob", "c1");
        append(taken);
        LogEntry clash = new LogEntry(
                taken.mid(), AB, account("bob"), "clash", Entries.TS, Content.text("x"), List.of(account("alice")));

        Future<List<Appended>> before = log().append(List.of(direct("carol", "bob", "c1")));
        Future<List<Appended>> failing = log().append(List.of(direct("dave", "bob", "c1"), clash));
        Future<List<Appended>> after = log().append(List.of(direct("carol", "bob", "c2")));

        Await.failure(failing);
        assertStored(Await.result(before).get(0), 1, 1, 2);
        assertStored(Await.result(after).get(0), 2, 2, 3);
        assertThat(Await.result(log().head(RoomId.direct(account("bob"), account("dave")))))
                .isZero();
        assertThat(Await.result(storage().inbox().head(account("dave")))).isZero();
        assertStored(append(direct("dave", "bob", "c1")).get(0), 1, 1, 4);
    }

    @Test
    void anEmptyBatchIsDoneAtOnce() {
        assertThat(append()).isEmpty();
    }

    @Test
    void keepsContentToTheLastByte() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertKept(new Content(Content.BINARY, every, Map.of()));
        assertKept(new Content("", new byte[0], Map.of()));
        assertKept(Content.text("naïve 🚀 \u0000 text"));
        assertKept(new Content("image/png", every, Map.of("tim.extend", every, "größe", new byte[0])));
        assertKept(new Content("text", new byte[1 << 20], Map.of("big", new byte[4_000])));
    }

    @Test
    void goesOnCountingAfterAReopen() {
        append(direct("alice", "bob", "c1"), Entries.at(direct("alice", "bob", "c2"), Entries.TS + 9));

        reopen();
        List<Appended> outcomes = append(direct("alice", "bob", "c3"));

        assertStored(outcomes.get(0), 3, 3, 3);
        assertThat(((Stored) outcomes.get(0)).its()).isEqualTo(Entries.TS + 10);
    }

    @Test
    void aGroupMessageReachesFiveHundredInboxes() {
        String[] members = new String[500];
        Arrays.setAll(members, i -> "member-" + i);
        append(direct("alice", "member-499", "c0"));

        Stored stored = (Stored) append(group("big", "alice", "c1", members)).get(0);

        assertThat(stored.recipientIseqs().size()).isEqualTo(500);
        assertThat(stored.recipientIseqs().of(0)).isEqualTo(1);
        assertThat(stored.recipientIseqs().of(499)).isEqualTo(2);
        assertThat(Await.result(storage().inbox().head(account("member-250")))).isEqualTo(1);
    }

    private void assertKept(Content content) {
        AccountId alice = account("alice");
        MessageId mid = Entries.freshMid();
        append(new LogEntry(mid, RoomId.direct(alice, alice), alice, null, Entries.TS, content, List.of()));

        Content kept = Await.result(log().byId(mid)).orElseThrow().content();

        assertThat(kept.type()).isEqualTo(content.type());
        assertThat(kept.bytes()).isEqualTo(content.bytes());
        assertThat(kept.attrs().keySet()).isEqualTo(content.attrs().keySet());
        content.attrs()
                .forEach((name, value) ->
                        assertThat(kept.attrs().get(name)).as(name).isEqualTo(value));
    }

    private static void assertStored(Appended outcome, long cseq, long senderIseq, long... recipientIseqs) {
        assertThat(outcome).isInstanceOf(Stored.class);
        Stored stored = (Stored) outcome;
        assertThat(stored.cseq()).isEqualTo(cseq);
        assertThat(stored.senderIseq()).isEqualTo(senderIseq);
        assertThat(stored.recipientIseqs().size()).isEqualTo(recipientIseqs.length);
        for (int i = 0; i < recipientIseqs.length; i++) {
            assertThat(stored.recipientIseqs().of(i)).isEqualTo(recipientIseqs[i]);
        }
    }

    private List<Appended> append(LogEntry... batch) {
        return Await.result(log().append(List.of(batch)));
    }

    private MessageLog log() {
        return storage().log();
    }
}
