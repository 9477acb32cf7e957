package io.rialto.launcher.it.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a big-binary frame one by one (docs/protocol-bigbinary.md), right or wrong. */
public final class BigBinaryBytes {
    /** The type of HELLO. */
    public static final int HELLO = 0x01;

    /** The credentials of HELLO are a token. */
    public static final int BY_TOKEN = 1;

    private static final int MAGIC = 0x524C544F;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** An empty body. */
    public BigBinaryBytes() {}

    /** A whole HELLO. */
    public static byte[] hello(int how, String login, String secret, String device, int window) {
        return new BigBinaryBytes()
                .u32(MAGIC)
                .u8(1)
                .u8(how)
                .text8(login)
                .text16(secret)
                .text8(device)
                .text8("test")
                .u32(window)
                .frame(HELLO, 0);
    }

    /** One byte. */
    public BigBinaryBytes u8(int value) {
        body.write(value);
        return this;
    }

    /** Four bytes. */
    public BigBinaryBytes u32(long value) {
        return raw(ByteBuffer.allocate(4).putInt((int) value).array());
    }

    /** Eight bytes. */
    public BigBinaryBytes u64(long value) {
        return raw(ByteBuffer.allocate(8).putLong(value).array());
    }

    /** A text behind a byte with its length. */
    public BigBinaryBytes text8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return u8(bytes.length).raw(bytes);
    }

    /** A text behind two bytes with its length. */
    public BigBinaryBytes text16(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return u8(bytes.length >> 8).u8(bytes.length).raw(bytes);
    }

    /** Bytes as they are. */
    public BigBinaryBytes raw(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    /** The whole frame with a true length. */
    public byte[] frame(int type, int flags) {
        return frame(type, flags, body.size() + 2L);
    }

    /** The whole frame with any length. */
    public byte[] frame(int type, int flags, long length) {
        return ByteBuffer.allocate(body.size() + 6)
                .putInt((int) length)
                .put((byte) type)
                .put((byte) flags)
                .put(body.toByteArray())
                .array();
    }
}
