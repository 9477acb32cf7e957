package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPublication;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binary messages of clients: frames for stream rooms, what is wrong with them. */
class StreamPublishTest {
    private static final RoomId SHOW = new RoomId("s:show");

    private TestNode node;
    private JdkClient client;
    private FakeSession session;

    @BeforeEach
    void start() {
        node = new TestNode();
        client = node.signedIn("alice", "phone");
        session = node.sessions().ofDevice("phone");
        assertThat(client.ask("join", "room.join", "{\"room\":\"s:show\"}")).contains("\"handle\":1");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 07 03 00000001 0000000000000005 63616d 6869, cam, 7, 5, hi",
        "01 00 ff 01 00000001 0000000000000000 30, 0, 255, 0, ''",
        "01 00 00 00 00000001 7fffffffffffffff 78, 0, 0, 9223372036854775807, x",
        "01 00 00 02 00000001 0000000000000102 c3bc 78, ü, 0, 258, x",
    })
    void becomesAPublication(String hex, String lane, int kind, long number, String body) {
        client.send(bytes(hex));

        StreamPublication publication = published(1);
        assertThat(publication.room()).isEqualTo(SHOW);
        assertThat(publication.lane()).isEqualTo(lane);
        assertThat(publication.kind()).isEqualTo(kind);
        assertThat(publication.number()).isEqualTo(number);
        assertThat(publication.content().bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(body);
        assertThat(publication.receipt()).isNull();
    }

    @Test
    void tellsItsPlaceToWhoWantsAReceipt() {
        client.send(bytes("01 01 00 00 00000001 0000000000000005 78"));

        assertThat(client.awaitMessage("taken"))
                .isEqualTo("{\"ev\":\"taken\",\"handle\":1,\"n\":5,\"epoch\":1,\"seq\":1}");
    }

    @Test
    void tellsARepetition() {
        session.takeFramesAsRepetitions();

        client.send(bytes("01 01 00 00 00000001 0000000000000005 78"));

        assertThat(client.awaitMessage("taken")).isEqualTo("{\"ev\":\"taken\",\"handle\":1,\"n\":5,\"dup\":true}");
    }

    @Test
    void tellsARefusalOfTheRelay() {
        session.refusePublications(ErrorCode.FORBIDDEN);

        client.send(bytes("01 01 00 00 00000001 0000000000000005 78"));

        assertThat(client.awaitMessage("refused"))
                .isEqualTo("{\"ev\":\"refused\",\"handle\":1,\"n\":5,\"code\":1103,\"error\":\"forbidden\","
                        + "\"info\":\"refused by the test\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "unknown handle, 01 00 00 00 00000002 0000000000000005 78, 2, 5, 1201",
        "no handle, 01 00 00 00 00000000 0000000000000005 78, 0, 5, 1201",
        "the largest handle, 01 00 00 00 ffffffff 0000000000000005 78, 4294967295, 5, 1201",
        "unknown flags, 01 04 00 00 00000001 0000000000000005 78, 1, 5, 1003",
        "all flags, 01 ff 00 00 00000001 0000000000000005 78, 1, 5, 1003",
        "number of 64 bits, 01 00 00 00 00000001 ffffffffffffffff 78, 1, 18446744073709551615, 1001",
        "a piece beyond its payload, 01 02 00 00 00000001 0000000000000005 "
                + "0000000000000009 000000000000000a 000000000000000b 6869, 1, 5, 1001",
        "a piece at a lie, 01 02 00 00 00000001 0000000000000005 "
                + "0000000000000009 ffffffffffffffff 000000000000000b 68, 1, 5, 1001",
        "too large a payload, 01 02 00 00 00000001 0000000000000005 "
                + "0000000000000009 0000000000000000 0000000004000001 68, 1, 5, 1002",
        "lane that is no UTF-8, 01 00 00 02 00000001 0000000000000005 c328 78, 1, 5, 1001",
        "lane with a slash, 01 00 00 03 00000001 0000000000000005 612f62 78, 1, 5, 1001",
        "lane with a control, 01 00 00 01 00000001 0000000000000005 00 78, 1, 5, 1001",
    })
    void refusesAFrameButGoesOn(String name, String hex, String handle, String number, int code) {
        client.send(bytes(hex));
        client.send(bytes("01 00 00 00 00000001 0000000000000006 79"));

        assertThat(client.awaitMessage("refused"))
                .startsWith(
                        "{\"ev\":\"refused\",\"handle\":" + handle + ",\"n\":" + number + ",\"code\":" + code + ",");
        assertThat(published(1).number()).isEqualTo(6);
        assertThat(client.ask("still", "ping", "{}")).contains("serverTs");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, '', 1002",
        "one byte, 01, 1002",
        "half a header, 01 00 00 00 00000001 00000000000000, 1002",
        "a lane longer than the message, 01 00 00 04 00000001 0000000000000005 636161, 1002",
        "half a piece, 01 02 00 00 00000001 0000000000000005 0000000000000009 0000000000000000 000000, 1002",
        "version 0, 00 00 00 00 00000001 0000000000000005 78, 1003",
        "version 2, 02 00 00 00 00000001 0000000000000005 78, 1003",
        "JSON, 7b7d, 1003",
    })
    void closesOnWhatIsNoFrameBesideAGoodClient(String name, String hex, int code) {
        try (RawClient bad = node.raw(WebSocketDoor.PATH)) {
            bad.text("{\"id\":0,\"op\":\"auth\",\"args\":{\"token\":\"bad\",\"dev\":\"raw\",\"sync\":\"none\"}}");
            assertThat(bad.read().text()).contains("\"code\":0");

            bad.write(RawClient.frame(0x82, bytes(hex)));

            assertThat(bad.readCloseCode()).isEqualTo(code);
            assertThat(bad.ends()).isTrue();
        }
        client.send(bytes("01 00 00 00 00000001 0000000000000001 78"));
        assertThat(published(1).number()).isEqualTo(1);
    }

    @Test
    void takesAPiece() {
        client.send(bytes("01 02 07 03 00000001 0000000000000005 63616d "
                + "ffffffffffffffff 0000000000000009 0000000004000000 6869"));

        StreamPublication publication = published(1);
        assertThat(publication.lane()).isEqualTo("cam");
        assertThat(publication.piece()).isEqualTo(new Piece(-1, 9, 67_108_864));
        assertThat(publication.content().bytes()).asString().isEqualTo("hi");
    }

    @Test
    void takesAFrameInFragments() {
        byte[] frame = bytes("01 00 07 03 00000001 0000000000000005 63616d 6869");
        client.socket().sendBinary(ByteBuffer.wrap(frame, 0, 5), false).join();
        client.socket()
                .sendBinary(ByteBuffer.wrap(frame, 5, frame.length - 5), true)
                .join();

        assertThat(published(1).lane()).isEqualTo("cam");
    }

    @Test
    void takesFramesUpToTheLargestSize() {
        ByteBuffer frame = ByteBuffer.allocate(16 + 1_048_576).put(bytes("01 00 00 00 00000001 0000000000000001"));
        client.send(frame.array());
        ByteBuffer larger = ByteBuffer.allocate(17 + 1_048_576).put(bytes("01 00 00 00 00000001 0000000000000002"));
        client.send(larger.array());

        assertThat(client.awaitMessage("refused")).contains("\"n\":2,\"code\":1002,\"error\":\"too_large\"");
        assertThat(published(1).content().bytes()).hasSize(1_048_576);
    }

    @Test
    void knowsNoHandleAfterLeavingOrTheEnd() {
        client.ask("leave", "room.leave", "{\"room\":\"s:show\"}");
        client.send(bytes("01 00 00 00 00000001 0000000000000001"));
        assertThat(client.awaitMessage("\"n\":1,")).contains("\"code\":1201");

        assertThat(client.ask("again", "room.join", "{\"room\":\"s:show\"}")).contains("\"handle\":2");
        session.push(new Push.StreamEnded(SHOW, Push.StreamEnd.IDLE));
        client.awaitMessage("ended");
        client.send(bytes("01 00 00 00 00000002 0000000000000002"));
        assertThat(client.awaitMessage("\"n\":2,")).contains("\"code\":1201");
        assertThat(session.streamPublications()).isEmpty();
    }

    private StreamPublication published(int count) {
        await().untilAsserted(() -> assertThat(session.streamPublications()).hasSize(count));
        return session.streamPublications().get(count - 1);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
