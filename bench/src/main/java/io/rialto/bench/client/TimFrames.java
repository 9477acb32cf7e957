package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The frames of TIM that a load client sends: a command, then a struct in Thrift's compact protocol (docs/protocol-tim.md). */
final class TimFrames {
    static final int ACK = 12;
    static final int STREAM = 94;

    private static final int AUTH = 16;
    private static final int VIRTUAL_ROOM = 22;
    private static final int SUBSCRIBE = 5;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int STRING = 8;
    private static final int MAP = 11;

    private TimFrames() {}

    /** TimAuth: 6 token, 7 extend with the device. */
    static byte[] signIn(String token, String device) {
        ByteArrayOutputStream frame = start(AUTH);
        field(frame, 6, STRING);
        string(frame, token.getBytes(UTF_8));
        field(frame, 1, MAP);
        frame.write(1);
        frame.write(STRING << 4 | STRING);
        string(frame, "dev".getBytes(UTF_8));
        string(frame, device.getBytes(UTF_8));
        return end(frame);
    }

    /** TimReq: 1 rtype, 2 node. */
    static byte[] subscribe(String node) {
        ByteArrayOutputStream frame = start(VIRTUAL_ROOM);
        field(frame, 1, I32);
        frame.write(SUBSCRIBE << 1);
        field(frame, 1, STRING);
        string(frame, node.getBytes(UTF_8));
        return end(frame);
    }

    /** A publisher's TimStream, to be sent again and again: 1 id, 2 VNode, 4 body, 5 fromNode. */
    static Shape frame(String node, int size) {
        ByteArrayOutputStream frame = start(STREAM);
        field(frame, 1, I64);
        frame.write(0);
        field(frame, 1, STRING);
        string(frame, node.getBytes(UTF_8));
        field(frame, 2, STRING);
        varint(frame, size);
        int stampAt = frame.size();
        frame.writeBytes(Shape.payload(size));
        field(frame, 1, STRING);
        frame.write(0);
        byte[] content = end(frame);
        int head = WebSocketFrames.clientHead(content.length);
        return new Shape(
                WebSocketFrames.frame(WebSocketFrames.BINARY, content),
                head,
                Mask.WEBSOCKET,
                new int[] {head + stampAt},
                Shape.Id.NONE,
                0);
    }

    private static ByteArrayOutputStream start(int command) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(command);
        return frame;
    }

    private static byte[] end(ByteArrayOutputStream frame) {
        frame.write(0);
        return frame.toByteArray();
    }

    private static void field(ByteArrayOutputStream frame, int step, int type) {
        frame.write(step << 4 | type);
    }

    private static void string(ByteArrayOutputStream frame, byte[] bytes) {
        varint(frame, bytes.length);
        frame.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream frame, int number) {
        int rest = number;
        while (rest > 127) {
            frame.write((rest & 127) | 128);
            rest >>>= 7;
        }
        frame.write(rest);
    }
}
