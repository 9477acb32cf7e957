package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The framing of RFC 6455, as far as a load client needs it. */
final class WebSocketFrames {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int KEY = 4;

    private WebSocketFrames() {}

    static byte[] upgrade(InetSocketAddress server, String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(UTF_8);
    }

    /** A client's frame, its content still in the clear. */
    static byte[] frame(int opcode, byte[] content) {
        int head = clientHead(content.length);
        ByteBuffer frame = ByteBuffer.allocate(head + content.length).put((byte) (FINAL | opcode));
        if (content.length < 126) {
            frame.put((byte) (MASKED | content.length));
        } else if (content.length < 65_536) {
            frame.put((byte) (MASKED | 126)).putShort((short) content.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(content.length);
        }
        return frame.putInt(Mask.WEBSOCKET.key()).put(content).array();
    }

    /** A client's frame, masked. */
    static byte[] masked(int opcode, byte[] content) {
        byte[] frame = frame(opcode, content);
        Mask.WEBSOCKET.apply(frame, clientHead(content.length), content.length, 0);
        return frame;
    }

    static int clientHead(int length) {
        return KEY + (length < 126 ? 2 : length < 65_536 ? 4 : 10);
    }

    /** The length of the answer to an upgrade; 0 while it is not all there. */
    static int upgraded(Link link, ByteBuffer in, int at, int end) {
        byte[] bytes = new byte[end - at];
        in.get(at, bytes);
        String head = new String(bytes, UTF_8);
        int length = head.indexOf("\r\n\r\n") + 4;
        if (length < 4) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            link.close("WebSocket refused: " + head.lines().findFirst().orElse(""));
        }
        return length;
    }

    /** Takes a control frame once it is all there; anything else ends the connection. */
    static boolean control(Link link, ByteBuffer in, int opcode, int content, int end, long frameEnd) {
        if (end < frameEnd) {
            return false;
        }
        switch (opcode) {
            case PING -> {
                byte[] bytes = new byte[(int) frameEnd - content];
                in.get(content, bytes);
                link.out().append(masked(PONG, bytes));
            }
            case PONG -> {}
            case CLOSE -> link.close("WebSocket close " + (frameEnd - content < 2 ? 0 : in.getShort(content)));
            default -> link.close("a WebSocket frame with opcode " + opcode + " or in pieces");
        }
        return true;
    }

    /** Bytes before the content of a server's frame; 0 while they are not all there. */
    static int serverHead(ByteBuffer in, int at, int end) {
        if (end < at + 2) {
            return 0;
        }
        int length = in.get(at + 1) & 127;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        return end < at + head ? 0 : head;
    }

    static long serverLength(ByteBuffer in, int at, int head) {
        return switch (head) {
            case 2 -> in.get(at + 1) & 127;
            case 4 -> in.getShort(at + 2) & 0xffff;
            default -> in.getLong(at + 2);
        };
    }

    static boolean isFinal(ByteBuffer in, int at) {
        return (in.get(at) & FINAL) != 0;
    }
}
