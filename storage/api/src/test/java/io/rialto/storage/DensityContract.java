package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended.Stored;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every backend keeps true of positions while several callers append at once. */
public abstract class DensityContract extends StorageContract {
    private static final int CALLERS = 4;
    private static final int BATCHES = 25;
    private static final int ACCOUNTS = 12;
    private static final long SEED = 20_261_121;

    private record Sent(LogEntry entry, Appended outcome) {}

    @Test
    void positionsAreDenseAndAsAnsweredUnderConcurrentBatches() {
        List<Sent> sent = sendConcurrently();

        assertRoomsAreDense(sent);
        assertInboxesAreDense(sent);
        assertThat(sent.stream().filter(one -> one.outcome() instanceof Appended.Duplicate))
                .isNotEmpty();
    }

    @Test
    void positionsAreDenseAndAsAnsweredAfterAReopen() {
        List<Sent> sent = sendConcurrently();

        reopen();

        assertRoomsAreDense(sent);
        assertInboxesAreDense(sent);
    }

    private List<Sent> sendConcurrently() {
        List<Future<List<Sent>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Random random = new Random(SEED + i);
            Context context = vertx().getOrCreateContext();
            Promise<List<Sent>> done = Promise.promise();
            context.runOnContext(start -> sendSome(random, BATCHES).onComplete(done));
            callers.add(done.future());
        }
        List<Sent> sent = new ArrayList<>();
        callers.forEach(caller -> sent.addAll(Await.result(caller)));
        return sent;
    }

    private Future<List<Sent>> sendSome(Random random, int batches) {
        List<Future<List<Sent>>> sends = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            List<LogEntry> batch = batch(random);
            sends.add(storage().log().append(batch).map(outcomes -> pairs(batch, outcomes)));
        }
        return Future.all(sends).map(done -> {
            List<Sent> sent = new ArrayList<>();
            sends.forEach(send -> sent.addAll(send.result()));
            return sent;
        });
    }

    private static List<Sent> pairs(List<LogEntry> batch, List<Appended> outcomes) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            sent.add(new Sent(batch.get(i), outcomes.get(i)));
        }
        return sent;
    }

    /** Client ids come from a small set, so that some are sent again, by the same caller or by another. */
    private static List<LogEntry> batch(Random random) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = random.nextInt(20) + 1; i > 0; i--) {
            String from = "account-" + random.nextInt(ACCOUNTS);
            String cmid = "c" + random.nextInt(400);
            if (random.nextBoolean()) {
                batch.add(Entries.direct(from, "account-" + random.nextInt(ACCOUNTS), cmid));
            } else {
                batch.add(Entries.group("g" + random.nextInt(5), from, cmid, "reader-1", "reader-2", "reader-3"));
            }
        }
        return batch;
    }

    private void assertRoomsAreDense(List<Sent> sent) {
        Map<RoomId, Map<Long, LogEntry>> expected = new HashMap<>();
        for (Sent one : sent) {
            if (one.outcome() instanceof Stored stored) {
                expected.computeIfAbsent(one.entry().room(), room -> new HashMap<>())
                        .put(stored.cseq(), one.entry());
            }
        }
        expected.forEach(this::assertRoom);
    }

    private void assertRoom(RoomId room, Map<Long, LogEntry> expected) {
        HistoryPage page = Await.result(storage().log().readAfter(room, 0, 10_000, 1 << 24));
        assertThat(page.head()).isEqualTo(expected.size());
        assertThat(page.messages()).hasSize(expected.size());
        long cseq = 0;
        for (StoredMessage message : page.messages()) {
            assertThat(message.cseq()).isEqualTo(++cseq);
            assertThat(message.mid()).isEqualTo(expected.get(cseq).mid());
        }
    }

    private void assertInboxesAreDense(List<Sent> sent) {
        Map<AccountId, Map<Long, LogEntry>> expected = new HashMap<>();
        for (Sent one : sent) {
            if (one.outcome() instanceof Stored stored) {
                place(expected, one.entry().sender(), stored.senderIseq(), one.entry());
                List<AccountId> recipients = one.entry().recipients();
                for (int i = 0; i < recipients.size(); i++) {
                    place(expected, recipients.get(i), stored.recipientIseqs().of(i), one.entry());
                }
            }
        }
        expected.forEach(this::assertInbox);
        assertThat(expected).containsKey(account("reader-1"));
    }

    private static void place(
            Map<AccountId, Map<Long, LogEntry>> expected, AccountId account, long iseq, LogEntry entry) {
        LogEntry other =
                expected.computeIfAbsent(account, any -> new HashMap<>()).put(iseq, entry);
        assertThat(other).as("position %d of %s given out twice", iseq, account).isNull();
    }

    private void assertInbox(AccountId account, Map<Long, LogEntry> expected) {
        InboxPage page = Await.result(storage().inbox().read(account, 0, 10_000, 1 << 24));
        assertThat(page.head()).isEqualTo(expected.size());
        assertThat(page.items()).hasSize(expected.size());
        long iseq = 0;
        long its = 0;
        for (InboxItem item : page.items()) {
            assertThat(item.iseq()).isEqualTo(++iseq);
            assertThat(item.its()).isGreaterThan(its);
            assertThat(item.message().mid()).isEqualTo(expected.get(iseq).mid());
            its = item.its();
        }
    }
}
