package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Senders as the core has them: each with one batch in flight, which it sends again under the same client ids until it is
 * acknowledged. Some of what was acknowledged they take back. Remembers what was acknowledged where; several of them may send
 * to the same accounts.
 */
final class Load {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final long RETRY_MILLIS = 20;

    /** What was acknowledged: the place in the room, the place in the sender's inbox. */
    private record Place(RoomId room, long cseq, AccountId sender, long iseq) {}

    private final Vertx vertx;
    private final Storage storage;
    private final int accounts;
    private final int number = NUMBERS.incrementAndGet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, Place> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Place> takenBackNext = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final List<Future<Void>> senders = new ArrayList<>();
    private volatile boolean running = true;

    /** Nobody sends yet. */
    Load(Vertx vertx, Storage storage, int accounts) {
        this.vertx = vertx;
        this.storage = storage;
        this.accounts = accounts;
    }

    /** So many senders begin. */
    Load start(int count) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(1_000L * number + i);
            Promise<Void> done = Promise.promise();
            Context context = vertx.getOrCreateContext();
            context.runOnContext(go -> next(random, done));
            senders.add(done.future());
        }
        return this;
    }

    /** How many messages were acknowledged. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** How many batches were refused. */
    int refused() {
        return refused.get();
    }

    /** Ends when everything that was sent is acknowledged. */
    void stop() {
        running = false;
        senders.forEach(Await::result);
        assertThat(unexpected).isEmpty();
        assertThat(acknowledged).hasSize(sent.get());
    }

    private void next(Random random, Promise<Void> done) {
        if (running) {
            send(batch(random), random, done);
        } else {
            done.complete();
        }
    }

    private void send(List<LogEntry> batch, Random random, Promise<Void> done) {
        storage.log()
                .append(batch)
                .onComplete(
                        outcomes -> {
                            note(batch, outcomes);
                            next(random, done);
                        },
                        cause -> {
                            boolean expected = cause instanceof GatewayException refusal
                                    && refusal.code() == ErrorCode.STORE_UNAVAILABLE;
                            refused.incrementAndGet();
                            if (expected) {
                                vertx.setTimer(RETRY_MILLIS, again -> send(batch, random, done));
                            } else {
                                unexpected.add(cause);
                                done.complete();
                            }
                        });
    }

    private void note(List<LogEntry> batch, List<Appended> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            LogEntry entry = batch.get(i);
            Place place = place(entry, outcomes.get(i));
            if (acknowledged.put(entry.cmid(), place) != null) {
                unexpected.add(new AssertionError(entry.cmid() + " was acknowledged twice"));
            }
            if (entry.erases() == null) {
                takenBackNext.add(place);
            }
        }
    }

    private static Place place(LogEntry entry, Appended outcome) {
        if (outcome instanceof Appended.Stored stored) {
            return new Place(entry.room(), stored.cseq(), entry.sender(), stored.senderIseq());
        }
        Appended.Duplicate earlier = (Appended.Duplicate) outcome;
        return new Place(entry.room(), earlier.cseq(), entry.sender(), earlier.senderIseq());
    }

    private List<LogEntry> batch(Random random) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            Place back = random.nextInt(8) == 0 ? takenBackNext.poll() : null;
            batch.add(back == null ? entry(random) : back(back));
        }
        return batch;
    }

    private LogEntry back(Place place) {
        AccountId by = place.sender();
        List<AccountId> others = Stream.of(place.room().first(), place.room().second())
                .filter(account -> !account.equals(by))
                .toList();
        String cmid = "n" + number + "-" + sent.incrementAndGet();
        Erasure erasure = new Erasure(Erasure.Kind.RECALL, place.cseq(), new MessageId(1));
        long now = System.currentTimeMillis();
        return new LogEntry(Entries.freshMid(), place.room(), by, cmid, now, erasure.content(), others)
                .erasing(place.cseq(), erasure.left(by, now));
    }

    private LogEntry entry(Random random) {
        AccountId from = account(random.nextInt(accounts));
        AccountId to = account(random.nextInt(accounts));
        List<AccountId> recipients = from.equals(to) ? List.of() : List.of(to);
        String cmid = "n" + number + "-" + sent.incrementAndGet();
        MessageId mid = Entries.freshMid();
        long now = System.currentTimeMillis();
        return new LogEntry(mid, RoomId.direct(from, to), from, cmid, now, Content.text(cmid), recipients);
    }

    private static AccountId account(int i) {
        return new AccountId("account-" + i);
    }

    /**
     * Logs and inboxes have no holes, no repetitions; no content is gone without the entry that took it, or there beside it;
     * what all these loads had acknowledged stands where they were told.
     */
    static void verify(Storage storage, int accounts, Load... loads) {
        Map<String, Place> expected = new HashMap<>();
        for (Load load : loads) {
            expected.putAll(load.acknowledged);
        }
        Map<String, Place> found = new HashMap<>();
        for (int i = 0; i < accounts; i++) {
            for (int j = i; j < accounts; j++) {
                log(storage, RoomId.direct(account(i), account(j)), found);
            }
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        int rows = 0;
        for (int i = 0; i < accounts; i++) {
            rows += inbox(storage, account(i), found);
        }
        assertThat(rows).isGreaterThanOrEqualTo(found.size());
        assertThat(found).isEqualTo(expected);
    }

    private static void log(Storage storage, RoomId room, Map<String, Place> found) {
        HistoryPage page = Await.result(storage.log().readAfter(room, 0, 1_000_000, Integer.MAX_VALUE));
        assertThat(page.head()).isEqualTo(page.messages().size());
        long cseq = 0;
        Set<Long> gone = new TreeSet<>();
        Set<Long> taken = new TreeSet<>();
        for (StoredMessage message : page.messages()) {
            assertThat(message.cseq()).isEqualTo(++cseq);
            Erasure.in(message.content()).ifPresent(erasure -> taken.add(erasure.cseq()));
            if (Erasure.isLeft(message.content())) {
                gone.add(cseq);
            }
            Place place = new Place(room, cseq, message.from(), 0);
            assertThat(found.put(message.cmid().orElseThrow(), place)).isNull();
        }
        assertThat(gone).isEqualTo(taken);
    }

    private static int inbox(Storage storage, AccountId account, Map<String, Place> found) {
        InboxPage page = Await.result(storage.inbox().read(account, 0, 1_000_000, Integer.MAX_VALUE));
        assertThat(page.head()).isEqualTo(page.items().size());
        long iseq = 0;
        long its = 0;
        for (InboxItem item : page.items()) {
            assertThat(item.iseq()).isEqualTo(++iseq);
            assertThat(item.its()).isGreaterThan(its);
            its = item.its();
            if (item.direction() == InboxItem.Direction.OUT) {
                String cmid = item.message().cmid().orElseThrow();
                Place place = found.get(cmid);
                assertThat(place.iseq()).isZero();
                found.put(cmid, new Place(place.room(), place.cseq(), account, iseq));
            }
        }
        return page.items().size();
    }
}
