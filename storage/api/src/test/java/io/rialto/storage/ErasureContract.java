package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static io.rialto.storage.Entries.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended.Duplicate;
import io.rialto.storage.Appended.Stored;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backend does with entries that take the content of earlier ones away (rooms.md §3.10 R2). */
public abstract class ErasureContract extends StorageContract {
    private static final AccountId ALICE = account("alice");
    private static final AccountId BOB = account("bob");
    private static final RoomId AB = RoomId.direct(ALICE, BOB);
    private static final int ANY = 1 << 20;

    private LogEntry secret;
    private long secretTs;

    @BeforeEach
    void sayWhatWillBeTakenBack() {
        Content content = new Content("text", bytes("the secret"), Map.of("more", bytes("of it")));
        secret = new LogEntry(Entries.freshMid(), AB, ALICE, "c2", Entries.TS, content, List.of(BOB));
        List<Appended> said = append(
                direct("alice", "bob", "c1"),
                secret,
                direct("bob", "alice", "c1"),
                group("team", "bob", "t1", "alice"));
        secretTs = secret.timeAt(((Stored) said.get(1)).its());
        append(group("team", "alice", "t2", "bob"));
    }

    @Test
    void nothingReadsTheContentAnyMore() {
        append(recall("alice", "bob", 2));

        assertThatItIsGone();
        reopen();
        assertThatItIsGone();
    }

    @Test
    void theEntryItselfIsAMessageAsAnyOther() {
        Stored stored = (Stored) append(recall("alice", "bob", 2)).get(0);

        assertThat(stored.cseq()).isEqualTo(4);
        assertThat(stored.senderIseq()).isEqualTo(6);
        assertThat(stored.recipientIseqs().of(0)).isEqualTo(6);
        InboxItem item = last(BOB);
        assertThat(item.direction()).isEqualTo(InboxItem.Direction.IN);
        assertThat(Erasure.in(item.message().content()))
                .contains(new Erasure(Erasure.Kind.RECALL, 2, new MessageId(2)));
    }

    @Test
    void nothingElseGoes() {
        append(recall("alice", "bob", 2));

        HistoryPage room = Await.result(log().readAfter(AB, 0, 10, ANY));
        HistoryPage other = Await.result(log().readAfter(RoomId.group("team"), 0, 10, ANY));

        assertThat(texts(room)).startsWith("says c1", "", "says c1");
        assertThat(texts(other)).containsExactly("says t1", "says t2");
    }

    @Test
    void takenAwayAgainItIsADuplicateWithTheFirstNumbers() {
        LogEntry first = recall("alice", "bob", 2);
        long ts = ((Stored) append(first).get(0)).its();
        append(direct("alice", "bob", "c9"));

        assertThat(append(recall("alice", "bob", 2))).containsExactly(new Duplicate(first.mid(), 4, ts, 6));
        assertThat(append(recall("bob", "alice", 2))).containsExactly(new Duplicate(first.mid(), 4, ts, 0));
        assertThat(Await.result(log().head(AB))).isEqualTo(5);
        assertThat(Await.result(storage().inbox().head(BOB))).isEqualTo(7);
    }

    @Test
    void takenAwayTwiceInOneBatchItIsTakenOnce() {
        LogEntry first = recall("bob", "alice", 2);

        List<Appended> outcomes = append(first, recall("bob", "alice", 2), direct("bob", "alice", "c5"));

        assertThat(((Stored) outcomes.get(0)).cseq()).isEqualTo(4);
        assertThat(outcomes.get(1)).isEqualTo(new Duplicate(first.mid(), 4, ((Stored) outcomes.get(0)).its(), 6));
        assertThat(((Stored) outcomes.get(2)).cseq()).isEqualTo(5);
    }

    @Test
    void ofManyWhoTakeItAwayAtOnceOneDoes() {
        List<Future<List<Appended>>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LogEntry one = i % 2 == 0 ? recall("alice", "bob", 2) : recall("bob", "alice", 2);
            all.add(log().append(List.of(one, direct("carol", "dave", "c" + i))));
        }

        long stored = all.stream()
                .map(one -> Await.result(one).get(0))
                .filter(Stored.class::isInstance)
                .count();

        assertThat(stored).isEqualTo(1);
        assertThat(Await.result(log().head(AB))).isEqualTo(4);
    }

    @Test
    void aBatchThatFailsTakesNothingAway() {
        LogEntry clash = new LogEntry(secret.mid(), AB, BOB, "clash", 1, Content.text("x"), List.of(ALICE));

        Await.failure(log().append(List.of(recall("alice", "bob", 2), clash)));

        assertThat(Await.result(log().byId(secret.mid()))
                        .orElseThrow()
                        .content()
                        .asText())
                .contains("the secret");
        assertThat(Await.result(log().head(AB))).isEqualTo(3);
    }

    @Test
    void whatIsNotThereLeavesAnEntryThatTakesNothing() {
        Stored stored = (Stored) append(recall("alice", "bob", 99)).get(0);

        assertThat(stored.cseq()).isEqualTo(4);
        assertThat(texts(Await.result(log().readAfter(AB, 0, 3, ANY))))
                .containsExactly("says c1", "the secret", "says c1");
    }

    @Test
    void theSameMessageSentAgainIsADuplicateStill() {
        append(recall("alice", "bob", 2));

        assertThat(append(secret)).containsExactly(new Duplicate(secret.mid(), 2, secretTs, 2));
        assertThatItIsGone();
    }

    private void assertThatItIsGone() {
        List<StoredMessage> found = new ArrayList<>();
        Await.result(log().byId(secret.mid())).ifPresent(found::add);
        found.addAll(Await.result(log().readAfter(AB, 1, 1, ANY)).messages());
        found.addAll(Await.result(log().readBefore(AB, 3, 1, ANY)).messages());
        for (AccountId account : List.of(ALICE, BOB)) {
            found.add(Await.result(storage().inbox().read(account, 1, 1, ANY))
                    .items()
                    .get(0)
                    .message());
        }

        assertThat(found).hasSize(5).allSatisfy(message -> {
            assertThat(message.content().type()).isEqualTo("recalled");
            assertThat(message.content().bytes()).isEmpty();
            assertThat(message.content().attrs()).containsOnlyKeys("by", "at");
            assertThat(message.content().attrs().get("by")).isEqualTo(bytes("alice"));
            assertThat(message.mid()).isEqualTo(secret.mid());
            assertThat(message.cseq()).isEqualTo(2);
            assertThat(message.from()).isEqualTo(ALICE);
            assertThat(message.ts()).isEqualTo(secretTs);
        });
    }

    private InboxItem last(AccountId account) {
        InboxPage page = Await.result(storage().inbox().read(account, 0, 99, ANY));
        return page.items().get(page.items().size() - 1);
    }

    private static List<String> texts(HistoryPage page) {
        return page.messages().stream()
                .map(message -> message.content().asText().orElseThrow())
                .toList();
    }

    /** Takes the message at this position away. */
    private static LogEntry recall(String by, String other, long cseq) {
        Erasure erasure = new Erasure(Erasure.Kind.RECALL, cseq, new MessageId(cseq));
        LogEntry entry = new LogEntry(
                Entries.freshMid(),
                RoomId.direct(account(by), account(other)),
                account(by),
                null,
                Entries.TS,
                erasure.content(),
                List.of(account(other)));
        return entry.erasing(cseq, erasure.left(account(by), Entries.TS));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Appended> append(LogEntry... batch) {
        return Await.result(log().append(List.of(batch)));
    }

    private MessageLog log() {
        return storage().log();
    }
}
