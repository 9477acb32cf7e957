package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class StreamSubscribeTest {
    private static final RoomId ROOM = new RoomId("s:r");
    private static final String ALL = "$stream/r/#";
    private static final AccountId BOB = new AccountId("bob");

    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open("listeners.mqtt.maxSubscriptions=4", "listeners.queueBytes=4096");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void asksCoreForLanesAndPublishers() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("carol")) {
            String filters =
                    text("$stream/r/0/bob") + "02" + text("$stream/r/1/+") + "01" + text("$stream/r/+/+") + "00";
            five.send(packet("82", "00 01 00" + filters)).expect("90 06 00 01 00 00 00 00");
            three.send(packet("82", "00 01" + filters)).expect("90 05 00 01 00 00 00");

            List<StreamCommand.SubscribeLane> asked = alice().commands(StreamCommand.SubscribeLane.class);
            assertThat(asked).extracting(StreamCommand.SubscribeLane::room).containsOnly(ROOM);
            assertThat(asked).extracting(StreamCommand.SubscribeLane::lane).containsExactly("0", "1", null);
            assertThat(asked)
                    .extracting(StreamCommand.SubscribeLane::publishers)
                    .containsExactly(Set.of(BOB), Set.of(), Set.of());
            assertThat(asked)
                    .extracting(StreamCommand.SubscribeLane::subscriber)
                    .containsOnly(asked.get(0).subscriber());
        }
    }

    @Test
    void becomesAMemberWhereMembersListen() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = alice();
            session.answer(
                    StreamCommand.SubscribeLane.class,
                    command -> session.commands(StreamCommand.JoinStream.class).isEmpty()
                            ? Future.failedFuture(new GatewayException(ErrorCode.NOT_MEMBER, "join first"))
                            : Future.succeededFuture(new StreamSubscribed(new StreamPlace(1, 0), 0)));

            client.send(packet("82", "00 01 00" + text(ALL) + "00" + text("$stream/r/0/+") + "00"))
                    .expect("90 05 00 01 00 00 00");

            assertThat(session.commands())
                    .extracting(Object::getClass)
                    .hasSize(4)
                    .element(1)
                    .isEqualTo(StreamCommand.JoinStream.class);
        }
    }

    @Test
    void tellsWhyItRefused() throws Exception {
        try (RawClient five = door.raw();
                RawClient silent = door.raw();
                RawClient three = door.raw3("carol")) {
            five.send(RawClient.connect5("alice", "17 01")).readPacket();
            silent.send(RawClient.connect5("bob", "17 00")).readPacket();
            List.of("alice", "bob", "carol").forEach(name -> door.sessions()
                    .ofDevice(name)
                    .refuse(StreamCommand.SubscribeLane.class, ErrorCode.NOT_FOUND));

            five.send(packet("82", "00 01 00" + text(ALL) + "00"))
                    .expect(packet("90", "00 01 16 1F" + text("refused by the test") + "80"));
            silent.send(packet("82", "00 01 00" + text(ALL) + "00")).expect("90 04 00 01 00 80");
            three.send(packet("82", "00 01" + text(ALL) + "00")).expect("90 03 00 01 80");
            assertThat(alice().commands(StreamCommand.JoinStream.class)).isEmpty();

            alice().refuse(StreamCommand.SubscribeLane.class, ErrorCode.FORBIDDEN);
            five.send(packet("82", "00 02 00" + text(ALL) + "00"));
            assertThat(five.readPacket()).endsWith("87");
            five.send(packet("82", "00 03 00" + text("$stream/r") + "00"));
            assertThat(five.readPacket()).endsWith("8F");
        }
    }

    @Test
    void boundsSubscriptionsTogetherWithThoseToTopics() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            String three = text("a") + "00" + text(ALL) + "00" + text("$stream/q/#") + "00";
            client.send(packet("82", "00 01" + three)).expect("90 05 00 01 00 00 00");
            client.send(packet(
                            "82", "00 02" + text("$stream/p/#") + "00" + text("b") + "00" + text("$stream/o/#") + "00"))
                    .expect("90 05 00 02 00 80 80");
            client.send(packet("82", "00 03" + text(ALL) + "00")).expect("90 03 00 03 00");
        }
    }

    @Test
    void takesBackOnlyWhatNoOtherFilterWants() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            String filters = text("$stream/r/0/bob") + "00" + text("$stream/r/0/+") + "00" + text("$stream/r/1/bob")
                    + "00" + text(ALL) + "00";
            client.send(packet("82", "00 01 00" + filters)).expect("90 07 00 01 00 00 00 00 00");

            client.send(packet("A2", "00 02 00" + text("$stream/r/1/bob") + text("$stream/r/9/+") + text("$stream/r")))
                    .expect("B0 06 00 02 00 00 11 8F");
            client.send(packet("A2", "00 03 00" + text(ALL) + text("$stream/r/0/+")))
                    .expect("B0 05 00 03 00 00 00");
            assertThat(alice().commands(StreamCommand.UnsubscribeLane.class))
                    .containsExactly(new StreamCommand.UnsubscribeLane(ROOM, "1", Set.of()));
            // Core still offers everything; what no filter matches stays here.
            publish(
                    frame(1, "0", "carol", 0, 0, "x"),
                    frame(2, "1", "bob", 0, 0, "y"),
                    frame(3, "0", "bob", 0, 0, "z"));
            assertThat(client.readPacket()).endsWith("7A");

            client.send(packet("A2", "00 04 00" + text("$stream/r/0/bob"))).expect("B0 04 00 04 00 00");
            assertThat(alice().commands(StreamCommand.UnsubscribeLane.class))
                    .contains(new StreamCommand.UnsubscribeLane(ROOM, null, Set.of()));
        }
    }

    @Test
    void deliversEachFrameOnItsOwnTopic() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("carol")) {
            five.send(packet("82", "00 01 00" + text(ALL) + "01")).expect("90 04 00 01 00 00");
            three.send(packet("82", "00 01" + text(ALL) + "01")).expect("90 03 00 01 00");

            publish(frame(8, "0", "bob", 0, 0, "x"), frame(9, "cam", "dan", 3, 70, "y"));

            five.expect(packet("30", text("$stream/r/0/bob") + properties(user("seq", "8")) + "78"))
                    .expect(packet(
                            "30",
                            text("$stream/r/cam/dan")
                                    + properties(user("seq", "9") + user("kind", "3") + user("n", "70"))
                                    + "79"));
            three.expect(packet("30", text("$stream/r/0/bob") + "78"))
                    .expect(packet("30", text("$stream/r/cam/dan") + "79"));
        }
    }

    @Test
    void tellsPiecesWithMqtt5OnlyAndCountsTheOthers() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("carol")) {
            five.send(packet("82", "00 01 00" + text(ALL) + "00")).expect("90 04 00 01 00 00");
            three.send(packet("82", "00 01" + text(ALL) + "00")).expect("90 03 00 01 00");
            LanePart place = new LanePart("0", 0, 0, new Piece(7, 0, 2));

            publish(frame(1, 0, "bob", place, "x"));
            publish(frame(2, 0, "bob", new LanePart("0", 0, 0), "y"));

            five.expect(packet(
                    "30", text("$stream/r/0/bob") + properties(user("seq", "1") + user("piece", "7/0/2")) + "78"));
            three.expect(packet("30", text("$stream/r/0/bob") + "79"));
            assertThat(door.dropped(DropReason.PIECE)).isEqualTo(1);
        }
    }

    @Test
    void deliversOwnFramesUnlessNoLocal() throws Exception {
        try (RawClient echo = door.raw5("alice");
                RawClient mute = door.raw5("bob")) {
            echo.send(packet("82", "00 01 00" + text(ALL) + "00")).expect("90 04 00 01 00 00");
            mute.send(packet("82", "00 01 00" + text(ALL) + "04")).expect("90 04 00 01 00 00");
            long alice = alice().info().id().value();
            long bob = door.sessions().ofDevice("bob").info().id().value();

            publish(frame(1, alice, "alice", "x"), frame(2, bob, "bob", "y"), frame(3, 0, "bob", "z"));

            assertThat(echo.readPacket()).endsWith("78");
            assertThat(echo.readPacket()).endsWith("79");
            assertThat(echo.readPacket()).endsWith("7A");
            assertThat(mute.readPacket()).endsWith("78");
            assertThat(mute.readPacket()).endsWith("7A");
        }
    }

    @Test
    void deliversOverlappingFiltersOnceWithAllIdentifiers() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 02 0B 05" + text(ALL) + "00")).expect("90 04 00 01 00 00");
            client.send(packet("82", "00 02 02 0B 06" + text("$stream/r/0/+") + "00"))
                    .expect("90 04 00 02 00 00");

            publish(frame(1, "0", "bob", 0, 0, "x"), frame(2, "1", "bob", 0, 0, "y"));

            client.expect(packet("30", text("$stream/r/0/bob") + properties(user("seq", "1") + "0B 05 0B 06") + "78"))
                    .expect(packet("30", text("$stream/r/1/bob") + properties(user("seq", "2") + "0B 05") + "79"));
        }
    }

    @Test
    void tellsTheGapWithTheNextFrameOfTheRoom() throws Exception {
        try (RawClient slow = door.raw5("alice");
                RawClient quick = door.raw5("bob")) {
            slow.send(packet("82", "00 01 00" + text(ALL) + "00")).expect("90 04 00 01 00 00");
            quick.send(packet("82", "00 01 00" + text("q") + "00")).expect("90 04 00 01 00 00");
            String large = "x".repeat(100_000);
            int seq = 0;
            while (seq < 400 && door.dropped(DropReason.SLOW_CONSUMER) == 0) {
                publish(frame(++seq, "0", "bob", 0, 0, large));
                door.sessions().channels().publish("q", 0, "y");
                quick.readPacket();
            }
            publish(frame(++seq, "0", "bob", 0, 0, "behind the gap"));
            publish(frame(++seq, "0", "bob", 0, 0, "end"));
            String packet = slow.readPacket();
            int whole = 0;
            while (RawClient.gap(packet).isEmpty()) {
                whole++;
                packet = slow.readPacket();
            }
            assertThat(RawClient.gap(packet)).startsWith(whole + 1 + "-");
            while (!packet.endsWith("65 6E 64")) {
                packet = slow.readPacket();
                assertThat(RawClient.gap(packet)).isEmpty();
            }

            publish(frame(++seq, "1", "dan", 0, 0, "later"));
            assertThat(RawClient.gap(slow.readPacket())).isEmpty();
        }
    }

    @Test
    void tellsWhatNeverCameToThisNodeWithTheNextFrameBehindIt() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(ALL) + "00")).expect("90 04 00 01 00 00");
            door.sessions().channels().missed(new Gap("$stream/r", 1, 2, 4, Gap.Cause.LINK));

            publish(frame(1, 0, "bob", "x"));
            assertThat(RawClient.gap(client.readPacket())).isEmpty();
            publish(frame(5, 0, "bob", "y"));
            assertThat(RawClient.gap(client.readPacket())).isEqualTo("2-4");
        }
    }

    @Test
    void forgetsARoomThatIsOver() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(ALL) + "00")).expect("90 04 00 01 00 00");
            alice().push(new Push.StreamEnded(ROOM, Push.StreamEnd.REMOVED));

            client.send("C0 00").expect("D0 00");
            client.send(packet("A2", "00 04 00" + text(ALL))).expect("B0 04 00 04 00 11");
            assertThat(alice().commands(StreamCommand.UnsubscribeLane.class)).isEmpty();
        }
    }

    private FakeSession alice() {
        return door.sessions().ofDevice("alice");
    }

    private void publish(Frame... frames) {
        door.sessions().channels().publish("$stream/r", List.of(frames));
    }

    private static Frame frame(long seq, long session, String from, String text) {
        return frame(seq, session, from, new LanePart("0", 0, 0), text);
    }

    private static Frame frame(long seq, String lane, String from, int kind, long number, String text) {
        return frame(seq, 0, from, new LanePart(lane, kind, number), text);
    }

    private static Frame frame(long seq, long session, String from, LanePart lane, String text) {
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        return new Frame(seq, session, new AccountId(from), content, 0, false, false, 0, Long.MAX_VALUE, lane);
    }

    private static String user(String name, String value) {
        return "26" + text(name) + text(value);
    }

    private static String properties(String hex) {
        return String.format("%02X", RawClient.bytes(hex).length) + hex;
    }
}
