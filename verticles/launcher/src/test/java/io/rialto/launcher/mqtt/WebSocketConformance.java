package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.RawWebSocket;
import io.rialto.launcher.it.kit.Wait;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Chapter 6: WebSocket. */
abstract class WebSocketConformance extends Conformance {
    @Test
    @Tests(v3 = "6.0.0-4", v5 = "6.0.0-4")
    void answersWithTheSubprotocol() {
        try (RawWebSocket socket = open()) {
            assertThat(socket.handshake().toLowerCase(Locale.ROOT)).contains("\r\nsec-websocket-protocol: mqtt\r\n");
        }
    }

    @Test
    @Tests(v3 = "6.0.0-1", v5 = "6.0.0-1")
    void speaksInBinaryFramesOnly() {
        try (RawWebSocket socket = open()) {
            socket.bytes(RawWebSocket.masked(RawWebSocket.BINARY, connect().bytes()));
            RawWebSocket.Frame answer = socket.next(Wait.LIMIT);
            assertThat(answer.head()).isEqualTo(RawWebSocket.BINARY);
            assertThat(answer.payload().getByte(0)).isEqualTo((byte) 0x20);

            socket.text("x");

            assertThat(socket.closeStatus(Wait.LIMIT)).isIn(-1, 1003);
        }
    }

    @Test
    @Tests(v3 = "6.0.0-2", v5 = "6.0.0-2")
    void takesPacketsAcrossFrames() {
        byte[] all =
                new MqttBytes().raw(connect().bytes()).bytes(0xC0, 0, 0xC0, 0).toByteArray();
        for (int cut : new int[] {1, 9, all.length - 3, all.length}) {
            try (RawWebSocket socket = open()) {
                socket.bytes(RawWebSocket.masked(RawWebSocket.BINARY, Arrays.copyOf(all, cut)));
                socket.bytes(RawWebSocket.masked(RawWebSocket.BINARY, Arrays.copyOfRange(all, cut, all.length)));

                ByteArrayOutputStream heard = new ByteArrayOutputStream();
                while (!ends(heard.toByteArray())) {
                    heard.writeBytes(socket.next(Wait.LIMIT).payload().getBytes());
                }
                assertThat(heard.toByteArray()[0]).isEqualTo((byte) 0x20);
            }
        }
    }

    private static boolean ends(byte[] heard) {
        int n = heard.length;
        return n >= 8 && heard[n - 4] == (byte) 0xD0 && heard[n - 2] == (byte) 0xD0;
    }

    private static RawWebSocket open() {
        return RawWebSocket.connect(BROKER.node().port("http"), "/mqtt", 0, "Sec-WebSocket-Protocol: mqtt\r\n");
    }
}
