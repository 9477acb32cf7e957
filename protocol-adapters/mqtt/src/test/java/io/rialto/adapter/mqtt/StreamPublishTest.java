package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class StreamPublishTest {
    private static final RoomId ROOM = new RoomId("s:r");
    private static final String TOPIC = text("$stream/r/0/alice");

    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void publishesAFrameWithKindAndNumber() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            String properties = "26" + text("kind") + text("200") + "26" + text("n") + text("7");
            // QoS 1, retain, which means nothing here.
            client.send(packet("33", TOPIC + "00 01" + properties(properties) + "78"))
                    .expect("40 02 00 01");

            StreamPublication frame = alice().streamPublications().get(0);
            assertThat(frame.room()).isEqualTo(ROOM);
            assertThat(frame.lane()).isEqualTo("0");
            assertThat(frame.kind()).isEqualTo(200);
            assertThat(frame.number()).isEqualTo(7);
            assertThat(frame.content().bytes()).containsExactly('x');
        }
    }

    @Test
    void publishesPieces() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet(
                            "32",
                            TOPIC + "00 01" + properties("26" + text("piece") + text("18446744073709551615/9/10"))
                                    + "78"))
                    .expect("40 02 00 01");

            assertThat(alice().streamPublications().get(0).piece()).isEqualTo(new Piece(-1, 9, 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"7/9/9", "7/-1/9", "7/9", "7/9/10/11", "x/0/1", "7/0/67108865", "''"})
    void refusesPiecesThatCannotBe(String piece) throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("32", TOPIC + "00 01" + properties("26" + text("piece") + text(piece)) + "78"));

            assertThat(client.readPacket()).contains("00 01 99");
            assertThat(alice().streamPublications()).isEmpty();
        }
    }

    @Test
    void asksForNoReceiptWithQos0OnceItMayPublish() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("30", TOPIC + "31") + packet("34", TOPIC + "00 02 32"))
                    .expect("50 02 00 02");
            client.send(packet("30", TOPIC + "33") + "C0 00").expect("D0 00");

            assertThat(payloads()).containsExactly("1", "2", "3");
            assertThat(alice().streamPublications().get(2).receipt()).isNull();
            assertThat(alice().commands()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"$stream/r/0/bob,87", "$stream/r/0,90", "$stream//0/alice,90", "$stream/a%/0/alice,90"})
    void refusesOtherTopics(String topic, String code) throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bert")) {
            five.send(packet("32", text(topic) + "00 01 00")).expect("40 03 00 01 " + code);
            five.send(packet("34", text(topic) + "00 02 00")).expect("50 03 00 02 " + code);
            three.send(packet("32", text(topic) + "00 01")).expect("40 02 00 01");
            three.send(packet("30", text(topic)) + "C0 00").expect("D0 00");

            assertThat(door.dropped(DropReason.REFUSED)).isEqualTo(2);
            assertThat(alice().streamPublications()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"kind,256", "kind,-1", "kind,x", "n,-1", "n,9223372036854775808"})
    void refusesNumbersOutOfRange(String name, String value) throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("32", TOPIC + "00 01" + properties("26" + text(name) + text(value))))
                    .expect("40 03 00 01 99");
            assertThat(alice().streamPublications()).isEmpty();
        }
    }

    @Test
    void neverMakesARoomByPublishing() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            alice().refusePublications(ErrorCode.NOT_FOUND);
            door.sessions().ofDevice("bob").refusePublications(ErrorCode.NOT_FOUND);

            five.send(packet("32", TOPIC + "00 01 00")).expect("40 03 00 01 90");
            three.send(packet("32", text("$stream/r/0/bob") + "00 01")).expect("40 02 00 01");

            assertThat(alice().commands()).isEmpty();
            assertThat(door.dropped(DropReason.REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void becomesAPublisherWithItsFirstFrameAndKeepsTheOrder() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = alice();
            Promise<Done> joined = Promise.promise();
            session.refusePublications(ErrorCode.NOT_MEMBER);
            session.answer(
                    StreamCommand.JoinLane.class,
                    command ->
                            session.commands(StreamCommand.JoinStream.class).isEmpty() ? notMember() : joined.future());

            client.send(packet("32", TOPIC + "00 01 00 31") + packet("30", TOPIC + "00 32")
                            + packet("32", TOPIC + "00 03 00 33") + "C0 00")
                    .expect("D0 00");
            await().until(() -> session.commands(StreamCommand.JoinLane.class).size() == 2);
            assertThat(payloads()).containsExactly("1");
            session.acceptPublications();
            joined.complete(Done.DONE);

            client.expect("40 02 00 01 40 02 00 03");
            assertThat(payloads()).containsExactly("1", "1", "2", "3");
            assertThat(session.commands())
                    .containsExactly(
                            new StreamCommand.JoinLane(ROOM, "0"),
                            new StreamCommand.JoinStream(ROOM),
                            new StreamCommand.JoinLane(ROOM, "0"));
            client.send(packet("32", TOPIC + "00 04 00 34")).expect("40 02 00 04");
            assertThat(session.commands()).hasSize(3);
        }
    }

    @Test
    void refusesWhatDoesNotFitWhileItJoins() throws Exception {
        try (TestDoor small = TestDoor.open("listeners.queueBytes=4096");
                RawClient client = small.raw5("alice")) {
            FakeSession session = small.sessions().ofDevice("alice");
            Promise<Done> joined = Promise.promise();
            session.refusePublications(ErrorCode.NOT_MEMBER);
            session.answer(StreamCommand.JoinLane.class, command -> joined.future());
            String large = "78".repeat(3000);

            client.send(packet("32", TOPIC + "00 01 00 31") + packet("32", TOPIC + "00 02 00" + large)
                            + packet("32", TOPIC + "00 03 00" + large) + "C0 00")
                    .expect("D0 00");
            await().until(() -> session.commands(StreamCommand.JoinLane.class).size() == 1);
            session.acceptPublications();
            joined.complete(Done.DONE);

            client.expect("40 02 00 01 40 02 00 02 40 03 00 03 97");
        }
    }

    @Test
    void triesToJoinALaneOnce() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            alice().refusePublications(ErrorCode.NOT_MEMBER);
            alice().refuse(StreamCommand.JoinLane.class, ErrorCode.FORBIDDEN);

            client.send(packet("32", TOPIC + "00 01 00")).expect("40 03 00 01 87");
            client.send(packet("32", TOPIC + "00 02 00")).expect("40 03 00 02 87");

            assertThat(alice().commands(StreamCommand.JoinLane.class)).hasSize(1);
        }
    }

    @Test
    void takesNoRoleInAVirtualRoom() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            alice().refusePublications(ErrorCode.FORBIDDEN);

            client.send(packet("32", TOPIC + "00 01 00")).expect("40 03 00 01 87");
            assertThat(alice().commands()).isEmpty();
            // Granted meanwhile.
            alice().acceptPublications();
            client.send(packet("32", TOPIC + "00 02 00")).expect("40 02 00 02");
        }
    }

    @Test
    void joinsNoRoomWhereARuleDeniesWhatItWouldSayThere() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            alice().refusePublications(ErrorCode.FORBIDDEN);

            client.send(packet("32", TOPIC + "00 01 00")).expect("40 03 00 01 87");
            assertThat(alice().commands()).isEmpty();
        }
    }

    private static Future<Done> notMember() {
        return Future.failedFuture(new GatewayException(ErrorCode.NOT_MEMBER, "join first"));
    }

    @Test
    void findsOutAnewWhenARoomIsOver() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("32", TOPIC + "00 01 00")).expect("40 02 00 01");
            alice().push(new Push.StreamEnded(ROOM, Push.StreamEnd.IDLE));
            client.send("C0 00").expect("D0 00");
            alice().refusePublications(ErrorCode.NOT_MEMBER);

            client.send(packet("32", TOPIC + "00 02 00")).expect("40 03 00 02 87");
            assertThat(alice().commands(StreamCommand.JoinLane.class)).hasSize(1);
        }
    }

    @Test
    void readsNoMoreWhileTooManyQos0FramesWait() throws Exception {
        try (TestDoor small = TestDoor.open("sessions.maxUnacked=2");
                RawClient client = small.raw5("alice")) {
            FakeSession session = small.sessions().ofDevice("alice");
            session.holdReceipts();
            String frame = packet("30", TOPIC + "00 78");
            client.send(frame + frame + frame + "C0 00");
            await().until(() -> session.streamPublications().size() == 1);
            session.releaseReceipts();

            client.expect("D0 00");
            assertThat(session.streamPublications()).hasSize(3);
        }
    }

    @Test
    void publishesAWill() throws Exception {
        RawClient dead = door.raw();
        dead.send(packet(
                "10",
                text("MQTT") + "05 C6 00 00 00" + text("alice") + "00" + TOPIC + text("gone") + text("alice")
                        + text("secret")));
        dead.readPacket();
        FakeSession died = alice();
        dead.close();
        await().until(() -> died.closes() == 1);

        assertThat(died.streamPublications()).hasSize(1);
        died.streamPublications().get(0).receipt().done(new GatewayException(ErrorCode.FORBIDDEN, "no grant"), null);
        assertThat(door.dropped(DropReason.REFUSED)).isEqualTo(1);
    }

    private FakeSession alice() {
        return door.sessions().ofDevice("alice");
    }

    private List<String> payloads() {
        return alice().streamPublications().stream()
                .map(frame -> new String(frame.content().bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String properties(String hex) {
        return String.format("%02X", RawClient.bytes(hex).length) + hex;
    }
}
