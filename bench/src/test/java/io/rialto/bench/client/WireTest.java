package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both protocols against a server of which the test holds the other end. */
@Timeout(30)
final class WireTest {
    private final LoadLoop loop = new LoadLoop();
    private final Seen seen = new Seen();
    private ServerSocket server;
    private Socket peer;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        server.close();
    }

    @Test
    void subscribesThenIsReady() throws IOException {
        connect(new MqttWire(new MqttPackets(4), "me", "a/b", 1, 64));

        assertThat(received(16)).startsWith(0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 4, 2);
        send(new byte[] {0x20, 2, 0, 0});
        assertThat(received(10)).isEqualTo(new byte[] {(byte) 0x82, 8, 0, 1, 0, 3, 'a', '/', 'b', 1});
        send(new byte[] {(byte) 0x90, 3, 0, 1, 1});

        await("ready");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1000})
    void countsPublishesHoweverTheyAreCut(int piece) throws IOException {
        connect(new MqttWire(new MqttPackets(4), "me", null, 1, 300));
        Outbox out = new Outbox();
        out.append(new byte[] {0x20, 2, 0, 0});
        Shape shape = new MqttPackets(4).publish("a/b", 1, 300);
        shape.appendTo(out, System.nanoTime(), 0, 2, 0x1234);
        shape.appendTo(out, System.nanoTime(), 1, 2, 0x1235);

        sendInPieces(out.waiting(), piece);

        await("ready", "delivered 2 0", "delivered 2 1");
        received(16);
        assertThat(received(8)).isEqualTo(new byte[] {0x40, 2, 0x12, 0x34, 0x40, 2, 0x12, 0x35});
    }

    @Test
    void goesThroughQosTwoOnBothSides() throws IOException {
        connect(new MqttWire(new MqttPackets(4), "me", null, 2, 64));
        received(16);

        send(new byte[] {0x20, 2, 0, 0, 0x50, 2, 0, 9, 0x62, 2, 0, 8, 0x70, 2, 0, 9});

        await("ready", "answered 0");
        assertThat(received(8)).isEqualTo(new byte[] {0x62, 2, 0, 9, 0x70, 2, 0, 8});
    }

    @Test
    void noticesPayloadsThatAreNotOurs() throws IOException {
        connect(new MqttWire(new MqttPackets(4), "me", null, 0, 64));

        send(new byte[] {0x20, 2, 0, 0, 0x30, 6, 0, 1, 'a', 'x', 'y', 'z'});

        await("ready", "strange");
    }

    @Test
    void noticesRefusals() throws IOException {
        connect(new MqttWire(new MqttPackets(4), "me", null, 0, 64));

        send(new byte[] {0x20, 2, 0, 5});

        await("lost CONNACK 5");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 4000})
    void speaksTheNativeProtocol(int piece) throws IOException {
        connect(new NativeWire(address(), List.of(NativeMessages.guest(), NativeMessages.join("c:x"))));
        StringBuilder text = new StringBuilder("#");
        text.append("`".repeat(15)).append("c``b").append("y".repeat(300));

        sendInPieces("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".getBytes(UTF_8), piece);
        sendInPieces(frame("{\"id\":\"s\",\"code\":0,\"res\":{}}"), piece);
        sendInPieces(frame("{\"id\":\"s\",\"code\":0,\"res\":{}}"), piece);
        sendInPieces(frame("{\"ev\":\"msg\",\"room\":\"c:x\",\"seq\":1,\"text\":\"" + text + "\"}"), piece);
        sendInPieces(frame("{\"id\":1000000000,\"code\":0,\"res\":{\"matched\":true}}"), piece);
        sendInPieces(frame("{\"id\":1000000001,\"code\":1004,\"error\":\"rate_limited\"}"), piece);

        await("ready", "delivered 2 3", "answered 0", "answered 1004");
    }

    @Test
    void pullsWhatItWasOnlyToldOf() throws IOException {
        connect(new NativeWire(address(), List.of(NativeMessages.guest())));
        String item = "\"item\":{\"mid\":\"1\",\"text\":\"#" + "`".repeat(19) + "\"}";

        send("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8));
        send(frame("{\"id\":\"s\",\"code\":0,\"res\":{}}"));
        send(frame("{\"ev\":\"hello\",\"cursor\":4,\"head\":4}"));
        send(frame("{\"ev\":\"s_msg\",\"iseq\":5,\"prev\":4,\"dir\":\"in\"," + item + "}"));
        send(frame("{\"ev\":\"s_ntf\",\"head\":7}"));
        send(frame(
                "{\"id\":\"p\",\"code\":0,\"res\":{\"from\":6,\"to\":7,\"more\":false,\"items\":[{\"iseq\":6,\"dir\":\"out\","
                        + item + "},{\"iseq\":7,\"dir\":\"in\"," + item + "}]}}"));

        await("ready", "delivered 0 0", "delivered 0 0");
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void connect(Wire wire) throws IOException {
        loop.connect(address(), wire, seen);
        peer = server.accept();
        peer.setTcpNoDelay(true);
    }

    private void send(byte[] bytes) throws IOException {
        peer.getOutputStream().write(bytes);
        loop.turn(5_000_000);
    }

    private void sendInPieces(byte[] bytes, int piece) throws IOException {
        for (int at = 0; at < bytes.length; at += piece) {
            peer.getOutputStream().write(bytes, at, Math.min(piece, bytes.length - at));
            loop.turn(1_000_000);
        }
    }

    private byte[] received(int count) throws IOException {
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            loop.turn(1_000_000);
            if (peer.getInputStream().available() > 0) {
                got += peer.getInputStream().read(bytes, got, count - got);
            }
        }
        return bytes;
    }

    private void await(String... events) {
        while (seen.events.size() < events.length) {
            loop.turn(5_000_000);
        }
        assertThat(seen.events).containsExactly(events);
    }

    private static byte[] frame(String text) {
        ByteBuffer frame = ByteBuffer.allocate(text.length() + 4).put((byte) 0x81);
        if (text.length() < 126) {
            frame.put((byte) text.length());
        } else {
            frame.put((byte) 126).putShort((short) text.length());
        }
        frame.put(text.getBytes(UTF_8)).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Writes down what happens. */
    private static final class Seen implements Events {
        private final List<String> events = new ArrayList<>();

        @Override
        public void ready() {
            events.add("ready");
        }

        @Override
        public void delivered(long ageNanos, int publisher, long sequence) {
            events.add("delivered " + publisher + " " + sequence);
        }

        @Override
        public void answered(int code) {
            events.add("answered " + code);
        }

        @Override
        public void answered(int code, long ageNanos) {
            events.add("answered " + code + " with age");
        }

        @Override
        public void strange() {
            events.add("strange");
        }

        @Override
        public void lost(String why) {
            events.add("lost " + why);
        }
    }
}
