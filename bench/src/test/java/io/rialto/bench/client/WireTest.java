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

/** Each protocol against a server of which the test holds the other end. */
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
        connect(mqtt(new MqttPackets(4).subscribe("a/b", 1), 64));

        assertThat(received(16)).startsWith(0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 4, 2);
        send(new byte[] {0x20, 2, 0, 0});
        assertThat(received(10)).isEqualTo(new byte[] {(byte) 0x82, 8, 0, 1, 0, 3, 'a', '/', 'b', 1});
        send(new byte[] {(byte) 0x90, 3, 0, 1, 1});

        await("ready");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1000})
    void countsPublishesHoweverTheyAreCut(int piece) throws IOException {
        connect(mqtt(null, 300));
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
        connect(mqtt(null, 64));
        received(16);

        send(new byte[] {0x20, 2, 0, 0, 0x50, 2, 0, 9, 0x62, 2, 0, 8, 0x70, 2, 0, 9});

        await("ready", "answered 0");
        assertThat(received(8)).isEqualTo(new byte[] {0x62, 2, 0, 9, 0x70, 2, 0, 8});
    }

    @Test
    void noticesPayloadsThatAreNotOurs() throws IOException {
        connect(mqtt(null, 64));

        send(new byte[] {0x20, 2, 0, 0, 0x30, 6, 0, 1, 'a', 'x', 'y', 'z'});

        await("ready", "strange");
    }

    @Test
    void noticesRefusals() throws IOException {
        connect(mqtt(null, 64));

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

    @Test
    void takesNoticesOfPresence() throws IOException {
        connect(new NativeWire(address(), List.of(NativeMessages.guest())));

        send("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8));
        send(frame("{\"id\":\"s\",\"code\":0,\"res\":{}}"));
        send(frame("{\"ev\":\"presence\",\"account\":\"bob\",\"online\":true,\"status\":\"\"}"));
        send(frame("{\"ev\":\"presence\",\"account\":\"eve\",\"online\":false,\"status\":\"\"}"));

        await("ready", "bob is there", "eve is gone");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 4000})
    void takesFramesOfStreamRoomsByWebSocket(int piece) throws IOException {
        connect(new NativeWire(address(), List.of(NativeMessages.guest())));
        ByteBuffer content = ByteBuffer.allocate(25 + 1 + 3 + 64);
        content.put(new byte[] {1, 0, 0, 1}).putInt(3).putLong('#').putLong('#').put((byte) 3);
        content.put("0bob".getBytes(UTF_8)).put(stamped(64, 7, 0));

        sendInPieces("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8), piece);
        sendInPieces(frame("{\"id\":\"s\",\"code\":0,\"res\":{\"handle\":9}}"), piece);
        sendInPieces(binaryFrame(content.array()), piece);

        await("ready", "delivered 0 7");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 4000})
    void speaksTim(int piece) throws IOException {
        connect(new TimWire(address(), List.of(TimFrames.signIn("token", "dev"), TimFrames.subscribe("room"))));
        byte[] ok = {12, 0x11, 0x15, 32, 0};
        ByteBuffer stream = ByteBuffer.allocate(200);
        stream.put((byte) 94).put(new byte[] {0x16, (byte) 0x80, 1, 0x18, 4, 'r', 'o', 'o', 'm', 0x13, '#', 0x18, 64});
        stream.put(stamped(64, 5, 1)).put(new byte[] {0x18, 1, 'a', 0}).flip();
        byte[] frame = new byte[stream.remaining()];
        stream.get(frame);

        sendInPieces("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8), piece);
        sendInPieces(binaryFrame(ok), piece);
        sendInPieces(binaryFrame(ok), piece);
        sendInPieces(binaryFrame(frame), piece);

        await("ready", "delivered 1 5");
    }

    @Test
    void noticesWhenTimSaysNo() throws IOException {
        connect(new TimWire(address(), List.of(TimFrames.signIn("token", "dev"))));

        send("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(UTF_8));
        send(binaryFrame(new byte[] {12, 0x12, 0x15, 32, 0}));

        await("lost a TimAck that says no");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 4000})
    void speaksBigBinary(int piece) throws IOException {
        BigBinaryWire wire = new BigBinaryWire(List.of(BigBinaryFrames.guest(), BigBinaryFrames.subscribe("a/b")));
        connect(wire);
        ByteBuffer message = ByteBuffer.allocate(200).putShort((short) 5).put("c:a/b".getBytes(UTF_8));
        message.putLong('#')
                .putLong('#')
                .putLong('#')
                .put((byte) 1)
                .put((byte) 'x')
                .put((byte) 0)
                .put((byte) 0);
        message.put(stamped(64, 3, 2));
        ByteBuffer room =
                ByteBuffer.allocate(200).putInt(77).putLong('#').putLong('#').put((byte) 0);
        room.put(new byte[] {1, '0', 3, 'b', 'o', 'b'}).put(stamped(64, 4, 2));

        sendInPieces(bigBinary(0x81, ByteBuffer.allocate(31).position(31)), piece);
        sendInPieces(bigBinary(0x83, ByteBuffer.allocate(4).position(4)), piece);
        sendInPieces(bigBinary(0x87, message), piece);
        sendInPieces(
                bigBinary(0x90, ByteBuffer.allocate(24).putInt(1).putInt(77).position(24)), piece);
        sendInPieces(bigBinary(0x8A, room), piece);
        sendInPieces(
                bigBinary(
                        0x82,
                        ByteBuffer.allocate(8).putInt(1).putShort((short) 1004).putShort((short) 0)),
                piece);

        await("ready", "delivered 2 3", "delivered 2 4", "answered 1004");
        assertThat(wire.nextId()).as("frames of a room carry its handle").isEqualTo(77);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 4000})
    void speaksNats(int piece) throws IOException {
        connect(new NatsWire("a/b"));
        String stamp = new String(stamped(64, 9, 1), UTF_8);

        sendInPieces("INFO {\"server_id\":\"x\"}\r\nPING\r\nPONG\r\n".getBytes(UTF_8), piece);
        sendInPieces(
                ("MSG a.b 1 64\r\n" + stamp + "\r\nMSG a.b 1 4\r\nabcd\r\n-ERR 'slow'\r\n").getBytes(UTF_8), piece);

        await("ready", "delivered 1 9", "strange", "lost -ERR 'slow'");
    }

    private static byte[] stamped(int size, long sequence, int publisher) {
        byte[] payload = Shape.payload(size);
        Stamp.put(payload, 0, System.nanoTime(), sequence, publisher);
        return payload;
    }

    private static byte[] bigBinary(int type, ByteBuffer body) {
        body.flip();
        return ByteBuffer.allocate(6 + body.remaining())
                .putInt(2 + body.remaining())
                .put((byte) type)
                .put((byte) 0)
                .put(body)
                .array();
    }

    private static MqttWire mqtt(byte[] subscribe, int size) {
        MqttPackets packets = new MqttPackets(4);
        return new MqttWire(packets, packets.connect("me"), subscribe, size);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void connect(Wire wire) throws IOException {
        loop.connect(new Seat(address(), wire), seen);
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
        return frame(0x81, text.getBytes(UTF_8));
    }

    private static byte[] binaryFrame(byte[] content) {
        return frame(0x82, content);
    }

    private static byte[] frame(int first, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(content.length + 4).put((byte) first);
        if (content.length < 126) {
            frame.put((byte) content.length);
        } else {
            frame.put((byte) 126).putShort((short) content.length);
        }
        frame.put(content).flip();
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
        public void noticed(String account, boolean online) {
            events.add(account + (online ? " is there" : " is gone"));
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
