package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWish;
import io.rialto.storage.Enqueued.Result;
import io.rialto.storage.QueueEntry.Inbound;
import io.rialto.storage.QueueEntry.Recipient;
import io.rialto.storage.QueueProgress.Place;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backend's queues of durable sessions do. */
public abstract class QueueContract extends StorageContract {
    private static final long NOW = Entries.TS;
    private static final long HOUR = 3_600_000;
    private static final QueueBounds WIDE = new QueueBounds(1000, 1 << 20, true);

    private long phone;
    private long watch;
    private long bodies;

    @BeforeEach
    void openSessions() {
        phone = open("phone", 1).key();
        watch = open("watch", 2).key();
    }

    @Test
    void keepsAMessageToTheLastByte() {
        Content content = new Content("image/png", new byte[] {0, -1, 7}, Map.of("x", new byte[] {9}));
        Frame frame = new Frame(4, 99, account("bob"), content, 2, true, false, 5, 6);
        QueueEntry entry = new QueueEntry(
                11, "a/b", 3, frame, List.of(new Recipient(phone, 1, true, List.of(7, 268_435_455))), null);

        assertThat(append(WIDE, entry)).containsExactly(new Enqueued(Result.STORED, List.of(1L)));

        Queued kept = read(phone, 0).items().get(0);
        assertThat(kept.position()).isEqualTo(1);
        assertThat(kept.body()).isEqualTo(11);
        assertThat(kept.topic()).isEqualTo("a/b");
        assertThat(kept.epoch()).isEqualTo(3);
        assertThat(kept.qos()).isEqualTo(1);
        assertThat(kept.retain()).isTrue();
        assertThat(kept.ids()).containsExactly(7, 268_435_455);
        assertThat(kept.again()).isFalse();
        assertThat(kept.frame().seq()).isEqualTo(4);
        assertThat(kept.frame().from()).isEqualTo(account("bob"));
        assertThat(kept.frame().qos()).isEqualTo(2);
        assertThat(kept.frame().retain()).isTrue();
        assertThat(kept.frame().ts()).isEqualTo(5);
        assertThat(kept.frame().expiresAt()).isEqualTo(6);
        assertThat(kept.frame().content().type()).isEqualTo("image/png");
        assertThat(kept.frame().content().bytes()).isEqualTo(content.bytes());
        assertThat(kept.frame().content().attrs().get("x")).containsExactly(9);
    }

    @Test
    void givesEachQueuePositionsOfItsOwn() {
        append(WIDE, entry("1", phone, watch), entry("2", watch), entry("3", phone, watch));

        assertThat(texts(phone)).containsExactly("1:1", "2:3");
        assertThat(texts(watch)).containsExactly("1:1", "2:2", "3:3");
        reopen();
        assertThat(append(WIDE, entry("4", phone)).get(0).positions()).containsExactly(3L);
    }

    @Test
    void readsInPages() {
        append(WIDE, entry("a", phone), entry("bb", phone), entry("ccc", phone));

        QueuePage first = Await.result(sessions().read(phone, 0, 2, 1000));
        assertThat(first.items()).hasSize(2);
        assertThat(first.to()).isEqualTo(2);
        assertThat(first.head()).isEqualTo(3);
        QueuePage last = Await.result(sessions().read(phone, 2, 2, 1));
        assertThat(last.items()).hasSize(1);
        assertThat(last.to()).isEqualTo(3);
        assertThat(Await.result(sessions().read(phone, 3, 2, 1000)).items()).isEmpty();
        assertThat(Await.result(sessions().read(phone, 0, 9, 3)).items()).hasSize(2);
        assertThat(Await.result(sessions().head(phone))).isEqualTo(3);
    }

    @Test
    void takesOutWhatIsAcknowledgedInAnyOrder() {
        append(WIDE, entry("1", phone, watch), entry("2", phone), entry("3", phone));

        settle(phone, new Place(3, 3), new Place(1, 1));

        assertThat(texts(phone)).containsExactly("2:2");
        assertThat(texts(watch)).containsExactly("1:1");
        settle(watch, new Place(1, 1));
        settle(watch, new Place(1, 1));
        assertThat(texts(watch)).isEmpty();
        append(WIDE, entry("4", watch));
        assertThat(texts(watch)).containsExactly("2:4");
        assertThat(Await.result(sessions().sweep(0, 100)))
                .as("bodies went with the last queue")
                .isZero();
    }

    @Test
    void tellsWhatStandsInAllQueues() {
        append(WIDE, entry("1", phone, watch), entry("22", phone));

        assertThat(Await.result(sessions().stored())).isEqualTo(new StoredMessages(3, 2 + 2 + 3));
        settle(phone, new Place(1, 1));
        assertThat(Await.result(sessions().stored())).isEqualTo(new StoredMessages(2, 2 + 3));
    }

    @Test
    void aQueueThatIsGoneTakesNothing() {
        clean("phone", 3);

        assertThat(append(WIDE, entry("1", phone, watch)))
                .containsExactly(new Enqueued(Result.STORED, List.of(0L, 1L)));
        assertThat(append(WIDE, entry("2", phone))).containsExactly(new Enqueued(Result.STORED, List.of(0L)));
        assertThat(Await.result(sessions().head(phone))).isZero();
        assertThat(texts(watch)).containsExactly("1:1");
    }

    @Test
    void aFullQueueRefusesForAll() {
        QueueBounds two = new QueueBounds(2, 1 << 20, true);
        append(two, entry("1", phone), entry("2", phone));

        List<Enqueued> outcomes = append(two, entry("3", phone, watch), entry("4", watch));

        assertThat(outcomes).extracting(Enqueued::result).containsExactly(Result.FULL, Result.STORED);
        assertThat(texts(phone)).containsExactly("1:1", "2:2");
        assertThat(texts(watch)).containsExactly("1:4");
        settle(phone, new Place(1, 1));
        assertThat(append(two, entry("5", phone)).get(0).positions()).containsExactly(3L);
    }

    @Test
    void aFullQueueGoesWithoutWhereThatIsWanted() {
        QueueBounds one = new QueueBounds(1, 1 << 20, false);
        append(one, entry("1", phone));

        assertThat(append(one, entry("2", phone, watch))).containsExactly(new Enqueued(Result.STORED, List.of(0L, 1L)));
    }

    @Test
    void boundsAreBytesAsWell() {
        QueueBounds small = new QueueBounds(100, 10, true);

        assertThat(append(small, entry("longer than ten bytes", phone)).get(0).result())
                .as("an empty queue takes anything")
                .isEqualTo(Result.STORED);
        assertThat(append(small, entry("2", phone)).get(0).result()).isEqualTo(Result.FULL);
        settle(phone, new Place(1, 1));
        assertThat(append(small, entry("3", phone)).get(0).result()).isEqualTo(Result.STORED);
    }

    @Test
    void aPacketOfAPublisherCountsOnceUntilItIsReleased() {
        Inbound packet = new Inbound(watch, 17);
        List<Enqueued> outcomes = append(WIDE, entry("1", packet, phone), entry("1", packet, phone));

        assertThat(outcomes).extracting(Enqueued::result).containsExactly(Result.STORED, Result.REPEATED);
        assertThat(append(WIDE, entry("1", packet)).get(0).result()).isEqualTo(Result.REPEATED);
        assertThat(open("watch", 3).inbound()).containsExactly(17);
        Await.result(sessions().released(watch, 17));
        assertThat(open("watch", 4).inbound()).isEmpty();
        assertThat(append(WIDE, entry("2", packet, phone)).get(0).result()).isEqualTo(Result.STORED);
        assertThat(texts(phone)).containsExactly("1:1", "2:2");
    }

    @Test
    void whatIsSaidInARoomKeepsItsNumberUntilItIsReleased() {
        assertThat(Await.result(sessions().mark(watch, 9, 4711))).isEqualTo(4711);
        assertThat(Await.result(sessions().mark(watch, 9, 4712))).isEqualTo(4711);
        assertThat(open("watch", 3).inbound()).as("it has to be said again").isEmpty();
        Await.result(sessions().released(watch, 9));
        assertThat(Await.result(sessions().mark(watch, 9, 4713))).isEqualTo(4713);
    }

    @Test
    void aRefusedPacketMayComeAgain() {
        QueueBounds one = new QueueBounds(1, 1 << 20, true);
        append(one, entry("1", phone));

        assertThat(append(one, entry("2", new Inbound(watch, 17), phone)).get(0).result())
                .isEqualTo(Result.FULL);
        settle(phone, new Place(1, 1));
        assertThat(append(one, entry("2", new Inbound(watch, 17), phone)).get(0).result())
                .isEqualTo(Result.STORED);
    }

    @Test
    void whatIsReceivedWithQos2IsHeldByItsPacketIdAlone() {
        append(WIDE, entry("1", phone), entry("2", phone));

        Await.result(sessions().received(phone, 1024, new Place(1, 1)));
        Await.result(sessions().received(phone, 40_000, null));
        Await.result(sessions().received(phone, 1024, new Place(1, 1)));

        assertThat(texts(phone)).containsExactly("2:2");
        assertThat(open("phone", 3).outbound()).containsExactly(1024, 40_000);
        Await.result(sessions().settle(List.of(new QueueProgress(phone, List.of(), List.of(1024)))));
        assertThat(open("phone", 4).outbound()).containsExactly(40_000);
    }

    @Test
    void remembersHowFarItWasSent() {
        append(WIDE, entry("1", phone), entry("2", phone));
        Await.result(sessions().close(new SessionClosing(phone, 1, 1, HOUR, false, NOW)));

        SessionOpened back = open("phone", 3);

        assertThat(back.sent()).isEqualTo(1);
        assertThat(back.head()).isEqualTo(2);
        assertThat(read(phone, 0).items()).extracting(Queued::again).containsExactly(true, false);
    }

    @Test
    void whateverALostHolderHadMayHaveBeenSent() {
        append(WIDE, entry("1", phone), entry("2", phone));

        assertThat(open("phone", 3).sent()).isEqualTo(2);
        assertThat(read(phone, 0).items()).extracting(Queued::again).containsExactly(true, true);
        append(WIDE, entry("3", phone));
        assertThat(read(phone, 2).items()).extracting(Queued::again).containsExactly(false);
    }

    @Test
    void theQueueEndsWithItsSession() {
        append(WIDE, entry("1", phone), entry("2", phone, watch));
        Await.result(sessions().received(phone, 1025, new Place(2, 2)));

        long anew = clean("phone", 3).key();

        assertThat(texts(anew)).isEmpty();
        assertThat(open("phone", 4).outbound()).isEmpty();
        assertThat(append(WIDE, entry("3", anew)).get(0).positions()).containsExactly(1L);
        assertThat(Await.result(sessions().sweep(0, 100)))
                .as("what only that queue had")
                .isEqualTo(1);
        assertThat(texts(watch)).containsExactly("1:2");
    }

    @Test
    void takesManyBatchesAtOnce() {
        List<Future<List<Enqueued>>> all = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            all.add(sessions().append(List.of(entry("" + i, phone, watch)), WIDE));
        }
        Await.result(Future.all(all));

        assertThat(read(phone, 0).items()).hasSize(50);
        assertThat(read(phone, 0).items())
                .extracting(Queued::position)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(Await.result(sessions().append(List.of(), WIDE))).isEmpty();
    }

    @Test
    void retainedValuesStandInTheQueueOnceUpToWhereItIsNoted() {
        wantRetained("#");

        RetainedPlaced placed = retain(WIDE, "", "b", 0, value("a", 1), value("b", 1));
        assertThat(placed).isEqualTo(new RetainedPlaced(RetainedPlaced.Result.PLACED, 2, 2, "b"));
        assertThat(retain(WIDE, "", "b", 0, value("a", 1), value("b", 1)).result())
                .as("somebody was faster")
                .isEqualTo(RetainedPlaced.Result.OVER);
        reopen();

        assertThat(texts(phone)).containsExactly("1:a", "2:b");
        assertThat(read(phone, 0).items()).allMatch(Queued::retain);
        assertThat(open("phone", 3).retained()).isEqualTo(Map.of("#", "b"));
        assertThat(retain(WIDE, "b", null, 0, value("c", 1)).to()).isNull();
        assertThat(open("phone", 4).retained()).isEmpty();
        assertThat(texts(phone)).containsExactly("1:a", "2:b", "3:c");
    }

    @Test
    void aQueueTakesAsManyRetainedValuesAsItHasSpaceFor() {
        wantRetained("#");
        QueueBounds two = new QueueBounds(2, 1 << 20, true);

        assertThat(retain(two, "", null, 0, value("a", 1), value("b", 1), value("c", 1)))
                .isEqualTo(new RetainedPlaced(RetainedPlaced.Result.PLACED, 2, 2, "b"));
        assertThat(retain(two, "b", null, 0, value("c", 1)).result()).isEqualTo(RetainedPlaced.Result.FULL);
        assertThat(open("phone", 3).retained()).isEqualTo(Map.of("#", "b"));

        settle(phone, new Place(1, bodies - 3));
        assertThat(retain(two, "b", null, 0, value("c", 1)).count()).isEqualTo(1);
    }

    @Test
    void whatTheQueueHasOvertakesAnOlderRetainedValue() {
        wantRetained("#");
        append(WIDE, value("a", 5), value("b", 5), value("c", 5));

        RetainedPlaced placed = retain(WIDE, "", null, 1, value("a", 4), value("b", 5), value("c", 6), value("d", 1));

        assertThat(placed.count()).as("a was handed over, c is newer, d new").isEqualTo(3);
        assertThat(texts(phone)).containsExactly("1:a", "2:b", "3:c", "4:a", "5:c", "6:d");
    }

    @Test
    void retainedValuesAreWantedUntilTheSubscriptionIsGone() {
        wantRetained("#");
        Await.result(sessions().subscribe(phone, new DurableSubscription("#", 2, false, false, 3), false));
        assertThat(open("phone", 3).retained()).as("still").isEqualTo(Map.of("#", ""));
        retain(WIDE, "", "a", 0, value("a", 1));
        wantRetained("#");
        assertThat(open("phone", 4).retained()).as("from the start").isEqualTo(Map.of("#", ""));

        Await.result(sessions().unsubscribe(phone, "#"));

        assertThat(retain(WIDE, "", null, 0, value("a", 1)).result()).isEqualTo(RetainedPlaced.Result.OVER);
        clean("phone", 5);
        assertThat(retain(WIDE, "", null, 0, value("a", 1)).result()).isEqualTo(RetainedPlaced.Result.OVER);
    }

    private void wantRetained(String filter) {
        Await.result(sessions().subscribe(phone, new DurableSubscription(filter, 1, false, false, 0), true));
    }

    private RetainedPlaced retain(QueueBounds bounds, String after, String to, long handedOver, QueueEntry... values) {
        return Await.result(
                sessions().retain(new RetainedBatch(phone, "#", after, to, handedOver, List.of(values)), bounds));
    }

    private QueueEntry value(String topic, long seq) {
        Content content = Content.untyped(topic.getBytes(StandardCharsets.UTF_8));
        Frame frame = new Frame(seq, 0, account("bob"), content, 1, true, false, NOW, Long.MAX_VALUE);
        return new QueueEntry(++bodies, topic, 1, frame, List.of(new Recipient(phone, 1, true, List.of())), null);
    }

    private SessionOpened open(String device, long holder) {
        return Await.result(sessions()
                .open(new SessionOpening(
                        account("alice"), new DeviceId(device), new DurableWish(false, HOUR, null), holder, NOW)));
    }

    private SessionOpened clean(String device, long holder) {
        return Await.result(sessions()
                .open(new SessionOpening(
                        account("alice"), new DeviceId(device), new DurableWish(true, HOUR, null), holder, NOW)));
    }

    private QueueEntry entry(String text, long... keys) {
        return entry(text, null, keys);
    }

    private QueueEntry entry(String text, Inbound inbound, long... keys) {
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        Frame frame = new Frame(1, 0, account("bob"), content, 1, false, false, NOW, Long.MAX_VALUE);
        List<Recipient> to = Arrays.stream(keys)
                .mapToObj(key -> new Recipient(key, 1, false, List.of()))
                .toList();
        return new QueueEntry(++bodies, "t", 1, frame, to, inbound);
    }

    private List<Enqueued> append(QueueBounds bounds, QueueEntry... entries) {
        return Await.result(sessions().append(List.of(entries), bounds));
    }

    private void settle(long key, Place... places) {
        Await.result(sessions().settle(List.of(new QueueProgress(key, List.of(places), List.of()))));
    }

    private QueuePage read(long key, long after) {
        return Await.result(sessions().read(key, after, 100, 1 << 20));
    }

    private List<String> texts(long key) {
        return read(key, 0).items().stream()
                .map(item -> item.position() + ":"
                        + new String(item.frame().content().bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private SessionStore sessions() {
        return storage().sessions();
    }
}
