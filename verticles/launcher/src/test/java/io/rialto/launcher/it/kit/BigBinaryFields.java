package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the fields of a big-binary frame one by one (docs/protocol-bigbinary.md). For one thread. */
final class BigBinaryFields {
    private final ByteBuffer body;

    /** The fields of this body. */
    BigBinaryFields(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    int u8() {
        return body.get() & 0xFF;
    }

    int u16() {
        return body.getShort() & 0xFFFF;
    }

    int u32() {
        return body.getInt();
    }

    long u64() {
        return body.getLong();
    }

    String text8() {
        return text(u8());
    }

    String text16() {
        return text(u16());
    }

    /** Leaves out so many bytes. */
    BigBinaryFields skip(int bytes) {
        body.position(body.position() + bytes);
        return this;
    }

    /** What a message says, behind its type with its attributes. */
    Buffer content() {
        text8();
        for (int attributes = u8(); attributes > 0; attributes--) {
            text8();
            text16();
        }
        return rest();
    }

    /** Everything to the end. */
    Buffer rest() {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return Buffer.buffer(bytes);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
