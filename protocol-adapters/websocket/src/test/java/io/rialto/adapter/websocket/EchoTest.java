package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo path, as conformance suites use it. */
class EchoTest {
    private static TestNode node;

    @BeforeAll
    static void start() {
        node = new TestNode("listeners.http.echo=true");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1_000_000})
    void echoesTextOfAnyLength(int length) {
        JdkClient client = client();
        String text = "ä".repeat(length / 2) + "x".repeat(length % 2);

        client.send(text);

        await().until(() -> client.messages().equals(java.util.List.of(text)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1_000_000})
    void echoesBinariesOfAnyLength(int length) {
        JdkClient client = client();
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) i);

        client.socket().sendBinary(ByteBuffer.wrap(bytes), true).join();

        await().until(() -> client.binaries().size() == 1);
        assertThat(client.binaries().get(0)).isEqualTo(bytes);
    }

    @Test
    void putsFragmentsTogetherAroundPings() {
        JdkClient client = client();

        client.socket().sendText("one, ", false).join();
        client.socket().sendPing(StandardCharsets.UTF_8.encode("?")).join();
        client.socket().sendText("", false).join();
        client.socket().sendText("two", true).join();

        await().until(() -> client.messages().size() == 1);
        assertThat(client.messages()).containsExactly("one, two");
        assertThat(client.pongs()).containsExactly("?");
    }

    @Test
    void echoesManyMessagesOfOneSegmentInOrder() {
        try (RawClient client = node.raw(WebSocketDoor.ECHO_PATH)) {
            for (int i = 0; i < 1000; i++) {
                client.text("message " + i);
            }

            for (int i = 0; i < 1000; i++) {
                assertThat(client.read().text()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void takesFramesByteByByte() {
        try (RawClient client = node.raw(WebSocketDoor.ECHO_PATH)) {
            for (byte one : RawClient.frame(0x81, "x".repeat(200).getBytes(StandardCharsets.UTF_8))) {
                client.write(new byte[] {one});
            }

            assertThat(client.read().text()).hasSize(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
    void repeatsTheCloseCode(int code) {
        try (RawClient client = node.raw(WebSocketDoor.ECHO_PATH)) {
            client.write(RawClient.frame(0x88, new byte[] {(byte) (code >> 8), (byte) code, 'b', 'y', 'e'}));

            assertThat(client.readCloseCode()).isEqualTo(code);
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void answersACloseWithoutCode() {
        try (RawClient client = node.raw(WebSocketDoor.ECHO_PATH)) {
            client.write(RawClient.frame(0x88, new byte[0]));

            assertThat(client.readCloseCode()).isEqualTo(1000);
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void ignoresWhatFollowsAClose() {
        try (RawClient client = node.raw(WebSocketDoor.ECHO_PATH)) {
            client.write(RawClient.frame(0x88, new byte[] {3, (byte) 0xE8}));
            client.text("after");

            assertThat(client.readCloseCode()).isEqualTo(1000);
            assertThat(client.ends()).isTrue();
        }
    }

    private static JdkClient client() {
        return new JdkClient("ws://127.0.0.1:" + node.port() + WebSocketDoor.ECHO_PATH);
    }
}
