package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.thrift.VroomClient.Answer;
import io.rialto.adapter.thrift.VroomClient.Shown;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What subscribers of virtual rooms are shown. */
@ExtendWith(NoLeaks.class)
class VroomFramesTest {
    private static final String TOPIC = "$stream/X1";
    private static final RoomId ROOM = new RoomId("s:X1");
    private static final StreamSubscribed BEGUN = new StreamSubscribed(new StreamPlace(1, 0), 0);

    private final TestDoor door = new TestDoor("listeners.queueBytes=65536");

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource
    void showsStructsWithTheSequenceAsTheirId(Flavour flavour) {
        VroomClient client = subscribed(flavour, "phone", null);

        publish(VroomClient.frame(7, 0, "bob", 3, "one"), VroomClient.frame(8, 0, "carl", 1, "two"));

        assertThat(client.shown(0)).isEqualTo(new Shown(7, "X1", number(flavour, 3), "one", "bob"));
        assertThat(client.shown(1)).isEqualTo(new Shown(8, "X1", number(flavour, 1), "two", "carl"));
    }

    @ParameterizedTest
    @EnumSource
    void showsBareBytesToWhoWantsThem(Flavour flavour) {
        VroomClient client = subscribed(flavour, "phone", 1L);

        publish(VroomClient.frame(7, 0, "bob", 3, "one"), VroomClient.frame(8, 0, "carl", 1, ""));

        assertThat(client.raw(0)).isEqualTo("aX1\u0083one");
        assertThat(client.raw(1)).isEqualTo("aX1\u0083");
        assertThat(client.client().frames(94)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COMPACT, 127, 127", "COMPACT, 128, -128", "COMPACT, 255, -1", "JSON, 128, -128", "JSON, 255, -1"})
    void showsKindsAbove127AsTheSignedNumbersOfTim(Flavour flavour, int kind, int shown) {
        VroomClient client = subscribed(flavour, "phone", null);

        publish(VroomClient.frame(1, 0, "bob", kind, "x"));

        assertThat(client.shown(0).dtype()).isEqualTo(number(flavour, shown));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutWhatThePublisherDidNotSay(Flavour flavour) {
        VroomClient client = subscribed(flavour, "phone", null);

        publish(VroomClient.frame(1, 0, "bob", 0, ""));

        assertThat(client.shown(0)).isEqualTo(new Shown(1, "X1", null, null, "bob"));
    }

    @Test
    void subscribersOfOneFormShareOneEncoding() {
        Run run = new Run(TOPIC, 1, List.of(VroomClient.frame(1, 0, "bob", 0, "x")));

        ByteBuf compact = run.encoded(StreamForm.of(Flavour.COMPACT));

        assertThat(run.encoded(StreamForm.COMPACT)).isSameAs(compact);
        assertThat(run.encoded(StreamForm.of(Flavour.JSON))).isNotSameAs(compact);
        assertThat(ByteBufUtil.getBytes(run.encoded(StreamForm.RAW)))
                .containsExactly(0x82, 5, 0x61, 'X', '1', 0x83, 'x');
        run.release();
        assertThat(compact.refCnt()).isZero();
    }

    @Test
    void leavesOutWhatIsPastItsExpiry() {
        Content content = Content.untyped(new byte[] {1});
        LanePart lane = new LanePart("0", 0, 0);
        Frame late = new Frame(1, 0, new AccountId("bob"), content, 0, false, false, 0, 1, lane);
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);

        publish(late, VroomClient.frame(2, 0, "bob", 0, "x"));
        publish(late);
        publish(VroomClient.frame(3, 0, "bob", 0, "y"));

        assertThat(client.shown(0).id()).isEqualTo(2);
        assertThat(client.shown(1).id()).isEqualTo(3);
    }

    @Test
    void leavesOutPiecesOfLargerPayloadsAndCountsThem() {
        LanePart lane = new LanePart("0", 0, 0, new Piece(1, 0, 2));
        Content content = Content.untyped(new byte[] {1});
        Frame piece = new Frame(1, 0, new AccountId("bob"), content, 0, false, false, 0, Long.MAX_VALUE, lane);
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);

        publish(piece, VroomClient.frame(2, 0, "bob", 0, "x"));
        publish(piece);
        publish(VroomClient.frame(4, 0, "bob", 0, "y"));

        assertThat(client.shown(0).id()).isEqualTo(2);
        assertThat(client.shown(1).id()).isEqualTo(4);
        assertThat(door.dropped(DropReason.PIECE)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void changesTheModeOfWhoSubscribesAgain(Flavour flavour) {
        VroomClient client = subscribed(flavour, "phone", null);

        publish(VroomClient.frame(1, 0, "bob", 0, "a"));
        client.shown(0);
        assertThat(client.ask(5, "X1", null, 1L)).isEqualTo(Answer.ok(5, "X1"));
        publish(VroomClient.frame(2, 0, "bob", 0, "b"));
        client.raw(0);
        assertThat(client.ask(5, "X1", null, null)).isEqualTo(Answer.ok(5, "X1"));
        publish(VroomClient.frame(3, 0, "bob", 0, "c"));

        assertThat(client.shown(1).body()).isEqualTo("c");
        assertThat(client.raw(0)).endsWith("b");
        assertThat(client.client().frames(97)).hasSize(1);
    }

    @Test
    void keepsTheModeUntilTheChangeIsAnswered() {
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);
        Queue<Promise<StreamSubscribed>> asked = holdSubscriptions("phone");

        client.request(5, "X1", null, 1L);
        await().until(() -> asked.size() == 1);
        publish(VroomClient.frame(1, 0, "bob", 0, "before"));
        assertThat(client.shown(0).body()).isEqualTo("before");
        asked.poll().complete(BEGUN);
        client.answer(2);
        publish(VroomClient.frame(2, 0, "bob", 0, "after"));

        assertThat(client.raw(0)).endsWith("after");
    }

    @Test
    void keepsTheModeWhereTheChangeIsRefused() {
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);
        door.sessions().ofDevice("phone").refuse(StreamCommand.SubscribeLane.class, ErrorCode.TIMEOUT);

        assertThat(client.ask(5, "X1", null, 1L)).isEqualTo(Answer.refused(5, 5103, "X1"));
        publish(VroomClient.frame(1, 0, "bob", 0, "x"));

        assertThat(client.shown(0).body()).isEqualTo("x");
    }

    @Test
    void showsNothingBeforeTheAnswer() {
        VroomClient client = signedIn(Flavour.COMPACT, "phone");
        door.sessions().ofDevice("phone").answer(StreamCommand.SubscribeLane.class, asked -> {
            Run early = new Run(TOPIC, 1, List.of(VroomClient.frame(1, 0, "bob", 0, "early")));
            asked.subscriber().offer(early);
            early.release();
            return Future.succeededFuture(BEGUN);
        });

        client.request(5, "X1", null, null);

        assertThat(client.shown(0).body()).isEqualTo("early");
        assertThat(client.client().frames()).extracting(frame -> (int) frame[0]).containsExactly(12, 12, 94);
    }

    @Test
    void countsWhatItDropsWhileAnAnswerTakesTooLong() {
        VroomClient client = signedIn(Flavour.COMPACT, "phone");
        door.sessions().ofDevice("phone").answer(StreamCommand.SubscribeLane.class, asked -> {
            for (int seq = 1; seq <= 300; seq++) {
                Run early = new Run(TOPIC, 1, List.of(VroomClient.frame(seq, 0, "bob", 0, "x")));
                asked.subscriber().offer(early);
                early.release();
            }
            return Future.succeededFuture(BEGUN);
        });

        client.request(5, "X1", null, null);

        assertThat(client.shown(255).id()).isEqualTo(300);
        assertThat(client.shown(0).id()).isEqualTo(45);
        assertThat(door.dropped(DropReason.SLOW_CONSUMER)).isEqualTo(44);
    }

    @Test
    void showsThePublisherItsOwnFramesInTheirPlaceOnlyWhereItIsSubscribed() {
        VroomClient inside = subscribed(Flavour.COMPACT, "inside", null);
        VroomClient outside = signedIn(Flavour.COMPACT, "outside");
        long one = door.sessions().ofDevice("inside").info().id().value();
        long other = door.sessions().ofDevice("outside").info().id().value();

        publish(
                VroomClient.frame(1, one, "ann", 0, "mine"),
                VroomClient.frame(2, other, "ann", 0, "of the one outside"),
                VroomClient.frame(3, one, "ann", 0, "mine too"));

        assertThat(List.of(
                        inside.shown(0).id(),
                        inside.shown(1).id(),
                        inside.shown(2).id()))
                .containsExactly(1L, 2L, 3L);
        assertThat(outside.client().ping().frames(94)).isEmpty();
    }

    @Test
    void showsNothingMoreAfterACancellation() {
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);
        VroomClient witness = subscribed(Flavour.JSON, "witness", null);

        client.ask(6, "X1", null, null);
        publish(VroomClient.frame(1, 0, "bob", 0, "late"));

        witness.shown(0);
        assertThat(client.client().ping().frames(94)).isEmpty();
        client.ask(5, "X1", null, null);
        publish(VroomClient.frame(2, 0, "bob", 0, "again"));
        assertThat(client.shown(0).body()).isEqualTo("again");
        assertThat(client.client().ping().frames(94)).hasSize(1);
    }

    @Test
    void forgetsARoomThatIsOver() {
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);
        FakeSession session = door.sessions().ofDevice("phone");

        session.push(new Push.StreamEnded(ROOM, Push.StreamEnd.IDLE));
        client.client().ping();
        publish(VroomClient.frame(1, 0, "bob", 0, "late"));

        client.client().ping();
        assertThat(client.client().frames(94)).isEmpty();
        assertThat(client.answers()).isEqualTo(2);
        client.ask(6, "X1", null, null);
        assertThat(session.commands(StreamCommand.UnsubscribeLane.class)).isEmpty();
    }

    @Test
    void subscriptionsEndWithTheConnection() {
        VroomClient client = subscribed(Flavour.COMPACT, "phone", null);
        assertThat(door.sessions().channels().hasSubscribers(TOPIC)).isTrue();

        client.client().close();

        await().until(() -> !door.sessions().channels().hasSubscribers(TOPIC));
        assertThat(door.sessions().ofDevice("phone").closes()).isEqualTo(1);
    }

    @Test
    void freesWhatWaitsForAnAnswerWhenTheConnectionEnds() {
        VroomClient client = signedIn(Flavour.COMPACT, "phone");
        Run early = new Run(TOPIC, 1, List.of(VroomClient.frame(1, 0, "bob", 0, "x")));
        Promise<StreamSubscribed> answer = Promise.promise();
        door.sessions().ofDevice("phone").answer(StreamCommand.SubscribeLane.class, asked -> {
            asked.subscriber().offer(early);
            early.release();
            return answer.future();
        });
        client.request(5, "X1", null, null);
        client.client().ping();
        assertThat(early.isReleased()).isFalse();

        client.client().close();

        await().until(early::isReleased);
        answer.complete(BEGUN);
    }

    @Test
    void boundsASlowReaderAndCountsWhatItMisses() {
        VroomClient slow = subscribed(Flavour.COMPACT, "slow", null);
        VroomClient good = subscribed(Flavour.COMPACT, "good", null);
        slow.client().stopReading();

        int frames = publishUntilSomeAreDropped(good);

        assertThat(good.client().frames(94)).hasSize(frames);
        assertThat(door.waitingBytes()).isLessThanOrEqualTo(65536);
        slow.client().goOnReading();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(slow.client().frames(94).size())
                        .isEqualTo(frames - (int) door.dropped(DropReason.SLOW_CONSUMER)));
        assertThat(slow.shown(slow.client().frames(94).size() - 1).id()).isEqualTo(frames);
        assertThat(slow.client().ping().isOpen()).isTrue();
    }

    /** More than sockets take, no faster than the good client reads. */
    private int publishUntilSomeAreDropped(VroomClient good) {
        String body = "x".repeat(30_000);
        int frames = 0;
        while (door.dropped(DropReason.SLOW_CONSUMER) < 10) {
            assertThat(frames).isLessThan(3000);
            publish(VroomClient.frame(++frames, 0, "bob", 0, body));
            good.client().frame(94, frames - 1);
        }
        return frames;
    }

    private Queue<Promise<StreamSubscribed>> holdSubscriptions(String device) {
        Queue<Promise<StreamSubscribed>> asked = new ConcurrentLinkedQueue<>();
        door.sessions().ofDevice(device).answer(StreamCommand.SubscribeLane.class, command -> {
            Promise<StreamSubscribed> promise = Promise.promise();
            asked.add(promise);
            return promise.future();
        });
        return asked;
    }

    private VroomClient signedIn(Flavour flavour, String device) {
        return VroomClient.signedIn(door, flavour, "ann", device);
    }

    private VroomClient subscribed(Flavour flavour, String device, Long mode) {
        VroomClient client = signedIn(flavour, device);
        assertThat(client.ask(5, "X1", null, mode)).isEqualTo(Answer.ok(5, "X1"));
        return client;
    }

    private void publish(Frame... frames) {
        door.sessions().channels().publish(TOPIC, List.of(frames));
    }

    private static Object number(Flavour flavour, int number) {
        return flavour == Flavour.COMPACT ? (Object) (byte) number : (Object) (long) number;
    }
}
