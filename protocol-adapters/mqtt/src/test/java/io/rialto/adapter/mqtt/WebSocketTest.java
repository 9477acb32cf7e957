package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.connect3;
import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static io.rialto.adapter.mqtt.RawWebSocket.BINARY;
import static io.rialto.adapter.mqtt.RawWebSocket.CLOSE;
import static io.rialto.adapter.mqtt.RawWebSocket.CONTINUATION;
import static io.rialto.adapter.mqtt.RawWebSocket.PING;
import static io.rialto.adapter.mqtt.RawWebSocket.PONG;
import static io.rialto.adapter.mqtt.RawWebSocket.TEXT;
import static io.rialto.adapter.mqtt.RawWebSocket.frame;
import static io.rialto.adapter.mqtt.RawWebSocket.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT over WebSocket, byte by byte (MQTT 5 §6.0). */
@ExtendWith(NoLeaks.class)
class WebSocketTest {
    private static final String ACCEPTED = "20 02 00 00";
    private static final String PINGREQ = "C0 00";
    private static final String PINGRESP = "D0 00";

    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open("listeners.mqtt.maxPacketBeforeLogin=1024");
    }

    @AfterEach
    void close() {
        door.close();
    }

    /** MQTT-6.0.0-4. */
    @Test
    void choosesTheSubprotocolMqtt() throws Exception {
        try (RawWebSocket client = door.webSocket()) {
            assertThat(client.head())
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-protocol: mqtt\r\n");
        }
    }

    @Test
    void signsInWithinABinaryFrame() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.binary(PINGREQ).expect(PINGRESP);

            assertThat(door.sessions().signIns().get(0).protocol()).isEqualTo("mqtt");
            assertThat(door.metrics().open()).isEqualTo(1);
        }
        await().until(() -> door.metrics().open() == 0);
        assertThat(door.sessions().ofDevice("alice").closes()).isEqualTo(1);
    }

    /** MQTT-6.0.0-2. */
    @Test
    void takesPacketsThatShareFrames() throws Exception {
        try (RawWebSocket client = door.webSocket()) {
            client.binary(connect3("alice") + PINGREQ + PINGREQ).expect(ACCEPTED + PINGRESP + PINGRESP);
        }
    }

    /** MQTT-6.0.0-2. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void takesPacketsThatSpanFrames(int size) throws Exception {
        byte[] all = RawClient.bytes(connect3("alice") + PINGREQ);
        try (RawWebSocket client = door.webSocket()) {
            for (int at = 0; at < all.length; at += size) {
                byte[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + size));
                client.send(frame(BINARY, RawClient.hex(piece)));
            }

            client.expect(ACCEPTED + PINGRESP);
        }
    }

    @Test
    void takesFramesThatComeByteByByte() throws Exception {
        try (RawWebSocket client = door.webSocket()) {
            sendByteByByte(client, frame(BINARY, connect3("alice")));
            client.expect(ACCEPTED);
            sendByteByByte(client, frame(PING, "01 02 03"));
            assertThat(client.read()).isEqualTo(new RawWebSocket.Frame(PONG, "01 02 03"));
            sendByteByByte(client, frame(BINARY, PINGREQ));
            client.expect(PINGRESP);
        }
    }

    @Test
    void takesMessagesInPartsWithControlFramesBetween() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.send(part(BINARY, "C0"), frame(PING, ""), part(CONTINUATION, ""), frame(CONTINUATION, "00"));

            assertThat(client.read().opcode()).isEqualTo(PONG);
            client.expect(PINGRESP);
        }
    }

    @Test
    void carriesLargePacketsBothWays() throws Exception {
        String payload = "41 ".repeat(200_000);
        String publish = packet("30", text("big") + payload);
        try (RawWebSocket subscriber = signedIn("bob");
                RawWebSocket publisher = signedIn("alice")) {
            subscriber.binary("82 08 00 01 00 03 62 69 67 00").expect("90 03 00 01 00");

            publisher.binary(publish);

            subscriber.expect(publish);
        }
    }

    /** MQTT-6.0.0-1. */
    @Test
    void refusesTextFrames() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.send(frame(TEXT, PINGREQ)).expectClose(1003);
        }
        await().until(() -> door.sessions().ofDevice("alice").closes() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "C2 82 00 00 00 00 C0 00, reserved bits",
        "83 82 00 00 00 00 C0 00, reserved opcode",
        "82 02 C0 00, no mask",
        "80 82 00 00 00 00 C0 00, continuation of nothing",
        "09 80 00 00 00 00, ping in parts",
        "89 FE 00 80 00 00 00 00, ping too long",
        "82 FE 00 02 00 00 00 00 C0 00, length of two bytes that fits in one",
        "82 FF 00 00 00 00 00 00 00 02 00 00 00 00, length of eight bytes that fits in one",
        "82 FF 80 00 00 00 00 00 00 00 00 00 00 00, length below zero"
    })
    void refusesFramesThatBreakTheRules(String hex, String why) throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.send(RawClient.bytes(hex)).expectClose(1002);
        }
        await().untilAsserted(() ->
                assertThat(door.sessions().ofDevice("alice").closes()).as(why).isEqualTo(1));
    }

    @Test
    void refusesANewMessageInsideAnother() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.send(part(BINARY, "C0"), frame(BINARY, PINGREQ)).expectClose(1002);
        }
    }

    @Test
    void refusesAPacketThatIsTooLargeBeforeLoginByItsFirstBytes() throws Exception {
        try (RawWebSocket client = door.webSocket()) {
            client.send(RawClient.bytes("82 FF 00 00 00 00 10 00 00 00 00 00 00 00 10 FF FF 7F"))
                    .expectClose(1000);
        }
    }

    @Test
    void saysWhyItRefusesWithinFramesBeforeItCloses() throws Exception {
        try (RawWebSocket client = door.webSocket()) {
            client.binary(packet("10", text("MQTT") + "04 C2 00 00" + text("x") + text("alice") + text("wrong")))
                    .expect("20 02 00 04")
                    .expectClose(1000);
        }
    }

    @Test
    void answersTheClientsClose() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.send(frame(CLOSE, "03 E9")).expectClose(1001);
        }
        await().until(() -> door.sessions().ofDevice("alice").closes() == 1);
    }

    @Test
    void closesInOrderAfterDisconnect() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.binary("E0 00").expectClose(1000);
        }
    }

    @Test
    void closesWhoDoesNotAnswerTheClose() throws Exception {
        try (RawWebSocket client = signedIn("alice")) {
            client.binary("E0 00").expectClose(1000);

            await().until(() -> door.metrics().open() == 0);
        }
    }

    @Test
    void saysGoodbyeWhenTheServerStops() throws Exception {
        try (RawWebSocket five = door.webSocket()) {
            five.binary(RawClient.connect5("alice", ""));
            five.read();

            door.stopHttp();

            five.expect("E0 01 8B").expectClose(1001);
            assertThat(door.sessions().ofDevice("alice").closes()).isEqualTo(1);
        }
    }

    @Test
    void countsWithTheConnectionsOfTheDoor() throws Exception {
        try (TestDoor small = TestDoor.open("listeners.maxConnections=1");
                RawClient first = small.raw3("alice");
                RawWebSocket second = small.webSocket()) {
            assertThat(second.head()).startsWith("HTTP/1.1 101");
            await().until(() -> small.dropped(DropReason.CONNECTION_LIMIT) == 1);
            first.send(PINGREQ).expect(PINGRESP);
        }
    }

    private static void sendByteByByte(RawWebSocket client, byte[] frame) throws Exception {
        for (byte one : frame) {
            client.send(new byte[] {one});
        }
    }

    private RawWebSocket signedIn(String account) throws Exception {
        return door.webSocket().binary(connect3(account)).expect(ACCEPTED);
    }
}
