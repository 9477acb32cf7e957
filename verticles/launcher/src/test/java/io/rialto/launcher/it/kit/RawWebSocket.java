package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket made by hand: its reader may stop reading, its writer may break any rule. For one thread. */
public final class RawWebSocket implements AutoCloseable {
    /** The final-fragment bit with the opcode of text. */
    public static final int TEXT = 0x81;

    /** The final-fragment bit with the opcode of binary. */
    public static final int BINARY = 0x82;

    /** The final-fragment bit with the opcode of close. */
    public static final int CLOSE = 0x88;

    /** A frame: its first byte, its payload. */
    public record Frame(int head, Buffer payload) {
        /** The payload as text. */
        public String text() {
            return payload.toString();
        }

        /** The status of a close frame; -1 where it has none. */
        public int status() {
            return payload.length() < 2 ? -1 : payload.getUnsignedShort(0);
        }
    }

    private static final byte[] MASK = {1, 2, 3, 4};

    private final RawSocket socket;
    private final String handshake;

    private RawWebSocket(RawSocket socket, String handshake) {
        this.socket = socket;
        this.handshake = handshake;
    }

    /** Connects with a small receive buffer (0: the usual one). */
    public static RawWebSocket connect(NodeUnderTest node, int receiveBuffer) {
        return connect(node.port("http"), "/v1/ws", receiveBuffer);
    }

    /** Connects to a path with a small receive buffer (0: the usual one). */
    public static RawWebSocket connect(int port, String path, int receiveBuffer) {
        return connect(port, path, receiveBuffer, "");
    }

    /** Connects with more header lines. */
    public static RawWebSocket connect(int port, String path, int receiveBuffer, String more) {
        RawSocket socket = RawSocket.connect(port, receiveBuffer);
        socket.send(upgrade(path, "127.0.0.1:" + port, more));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            byte[] one = socket.read(1);
            if (one.length == 0) {
                throw new AssertionError("no handshake: " + head);
            }
            head.append((char) one[0]);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new AssertionError("no handshake: " + head);
        }
        return new RawWebSocket(socket, head.toString());
    }

    /** The request of a handshake, with more header lines. */
    public static String upgrade(String path, String host, String more) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + more + "\r\n";
    }

    /** A frame as a client must send it. */
    public static byte[] masked(int head, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head);
        length(out, payload.length, 0x80);
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        return out.toByteArray();
    }

    /** A frame as a client must not send it. */
    public static byte[] unmasked(int head, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head);
        length(out, payload.length, 0);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** What the server answered to the handshake. */
    public String handshake() {
        return handshake;
    }

    /** Sends a text frame. */
    public RawWebSocket text(String text) {
        socket.send(masked(TEXT, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Sends bytes as they are. */
    public RawWebSocket bytes(byte[] bytes) {
        socket.send(bytes);
        return this;
    }

    /** Asks, then reads up to the answer; what else comes meanwhile is thrown away. */
    public JsonObject call(int id, String op, JsonObject args) {
        text(new JsonObject().put("id", id).put("op", op).put("args", args).encode());
        while (true) {
            JsonObject frame = new JsonObject(next(Wait.LIMIT).text());
            if (Integer.valueOf(id).equals(frame.getValue("id"))) {
                return frame;
            }
        }
    }

    /** The next frame; null where the connection ends instead. */
    public Frame next(Duration limit) {
        byte[] head = socket.read(2, limit);
        if (head.length < 2) {
            return null;
        }
        int length = head[1] & 0x7F;
        if (length == 126) {
            length = ByteBuffer.wrap(socket.read(2, limit)).getShort() & 0xFFFF;
        } else if (length == 127) {
            length = (int) ByteBuffer.wrap(socket.read(8, limit)).getLong();
        }
        byte[] payload = socket.read(length, limit);
        return payload.length < length ? null : new Frame(head[0] & 0xFF, Buffer.buffer(payload));
    }

    /** Reads to the close frame; its status, -1 where the connection ends without one. */
    public int closeStatus(Duration limit) {
        for (Frame frame = next(limit); frame != null; frame = next(limit)) {
            if (frame.head() == CLOSE) {
                return frame.status();
            }
        }
        return -1;
    }

    /** Below the frames. */
    public RawSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static void length(ByteArrayOutputStream out, int length, int maskBit) {
        if (length < 126) {
            out.write(maskBit | length);
        } else if (length < 65_536) {
            out.write(maskBit | 126);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            out.write(maskBit | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
    }
}
