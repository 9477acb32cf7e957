package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The body of a frame, read strictly: field by field, to its end. A view of what was received, valid as long as that. */
final class Body {
    private final ByteBuf in;

    Body(ByteBuf in) {
        this.in = in;
    }

    int u8() {
        require(1);
        return in.readUnsignedByte();
    }

    long u32() {
        require(4);
        return in.readUnsignedInt();
    }

    /** A number that only stands for something, such as {@code req} or a handle: its 32 bits. */
    int bits32() {
        require(4);
        return in.readInt();
    }

    /** 64 bits; those of numbers above 2⁶³−1 are negative. */
    long u64() {
        require(8);
        return in.readLong();
    }

    String text8() {
        return text(bytes(u8()));
    }

    String text16() {
        return text(bytes16());
    }

    byte[] bytes16() {
        require(2);
        return bytes(in.readUnsignedShort());
    }

    /** How many bytes are left. */
    int left() {
        return in.readableBytes();
    }

    /** What is left. */
    byte[] rest() {
        return bytes(left());
    }

    /** Refuses a body that goes on. */
    void end() {
        if (in.isReadable()) {
            throw new ProtocolError(ErrorCode.BAD_REQUEST, left() + " surplus bytes behind a frame's last field");
        }
    }

    private byte[] bytes(int length) {
        require(length);
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    private void require(int bytes) {
        if (left() < bytes) {
            throw new ProtocolError(ErrorCode.BAD_REQUEST, "a frame ends inside a field");
        }
    }

    /** Well-formed UTF-8 without NUL (decisions 8). */
    private static String text(byte[] bytes) {
        boolean ascii = true;
        for (byte one : bytes) {
            if (one == 0) {
                throw new ProtocolError(ErrorCode.BAD_REQUEST, "text has NUL");
            }
            ascii &= one > 0;
        }
        return ascii ? new String(bytes, StandardCharsets.ISO_8859_1) : decode(bytes);
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new ProtocolError(ErrorCode.BAD_REQUEST, "text is no UTF-8");
        }
    }
}
