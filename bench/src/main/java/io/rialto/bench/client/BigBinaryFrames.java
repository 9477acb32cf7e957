package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Encodes the big-binary frames a load client sends (docs/protocol-bigbinary.md). */
final class BigBinaryFrames {
    static final int PING = 0x03;
    static final int SEND = 0x04;
    static final int SUBSCRIBE = 0x05;
    static final int CREATE = 0x10;
    static final int JOIN = 0x13;
    static final int LANE_SUBSCRIBE = 0x17;
    static final int PUBLISH = 0x20;
    static final int WINDOW = 0x21;
    /** Before the body: length, type, flags. */
    static final int HEAD = 6;

    static final int A_PIECE = 2;

    private static final int HELLO = 0x01;
    private static final int MAGIC = 0x524C544F;
    private static final int ROOM = 64;

    private BigBinaryFrames() {}

    static byte[] guest() {
        return hello(0, "", "", 0);
    }

    static byte[] member(String token, String device, int window) {
        return hello(1, token, device, window);
    }

    static byte[] subscribe(String filter) {
        return frame(SUBSCRIBE, 0, text16(request(ROOM + filter.length()), filter));
    }

    static byte[] createRoom(String room) {
        return frame(CREATE, 0, text8(request(ROOM + room.length()).put((byte) 0), room));
    }

    static byte[] join(String room) {
        return frame(JOIN, 0, text8(request(ROOM + room.length()), room));
    }

    static byte[] listen(String room) {
        return frame(
                LANE_SUBSCRIBE,
                0,
                text8(text8(request(ROOM + room.length()), room), "").put((byte) 0));
    }

    static byte[] ping(int number) {
        return frame(PING, 0, ByteBuffer.allocate(Integer.BYTES).putInt(number));
    }

    static byte[] window(long bytes) {
        return frame(WINDOW, 0, ByteBuffer.allocate(Integer.BYTES).putInt((int) bytes));
    }

    /** One piece of a payload for a room, on lane 0; what it holds does not matter. */
    static byte[] piece(int handle, long payload, long offset, long total, int size) {
        ByteBuffer body = ByteBuffer.allocate(ROOM + size).putInt(handle).putLong(0);
        body.put((byte) 0).put((byte) 0);
        body.putLong(payload).putLong(offset).putLong(total);
        return frame(PUBLISH, A_PIECE, body.put(new byte[size]));
    }

    /** A message to a channel, to be sent again and again; its number is the request's. */
    static Shape send(String to, int size) {
        ByteBuffer body = text8(text16(request(ROOM + to.length() + size), to), "");
        text8(body, "").put((byte) 0);
        int stampAt = HEAD + body.position();
        byte[] frame = frame(SEND, 0, body.put(Shape.payload(size)));
        return new Shape(frame, 0, Mask.NONE, new int[] {stampAt}, Shape.Id.FOUR_BYTES, HEAD);
    }

    /** A frame for the room that the connection has entered, on lane 0; its number is the room's handle. */
    static Shape frame(int size) {
        ByteBuffer body = ByteBuffer.allocate(ROOM + size).putInt(0).putLong(0);
        body.put((byte) 0).put((byte) 0);
        int stampAt = HEAD + body.position();
        byte[] frame = frame(PUBLISH, 0, body.put(Shape.payload(size)));
        return new Shape(frame, 0, Mask.NONE, new int[] {stampAt}, Shape.Id.FOUR_BYTES, HEAD);
    }

    private static byte[] hello(int how, String secret, String device, int window) {
        ByteBuffer body = ByteBuffer.allocate(2 * ROOM + secret.length() + device.length());
        body.putInt(MAGIC).put((byte) 1).put((byte) how);
        text8(text8(text16(text8(body, ""), secret), device), "");
        return frame(HELLO, 0, body.putInt(window));
    }

    private static ByteBuffer request(int size) {
        return ByteBuffer.allocate(size).putInt(1);
    }

    private static ByteBuffer text8(ByteBuffer body, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return body.put((byte) bytes.length).put(bytes);
    }

    private static ByteBuffer text16(ByteBuffer body, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return body.putShort((short) bytes.length).put(bytes);
    }

    private static byte[] frame(int type, int flags, ByteBuffer body) {
        body.flip();
        return ByteBuffer.allocate(HEAD + body.remaining())
                .putInt(2 + body.remaining())
                .put((byte) type)
                .put((byte) flags)
                .put(body)
                .array();
    }
}
