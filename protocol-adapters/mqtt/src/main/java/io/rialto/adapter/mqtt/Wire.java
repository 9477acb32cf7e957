package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The data types of MQTT 5 §1.5, read strictly, written. A packet's buffer ends where the packet ends, so that a lying
 * length is an overrun.
 */
final class Wire {
    private static final int MAX_VARIABLE_BYTES = 4;

    private Wire() {}

    /** A variable byte integer within a packet. */
    static int readVariable(ByteBuf in) {
        int value = 0;
        for (int i = 0; i < MAX_VARIABLE_BYTES; i++) {
            int digit = readByte(in);
            value |= (digit & 0x7F) << (7 * i);
            if ((digit & 0x80) == 0) {
                if (digit == 0 && i > 0) {
                    throw malformed("variable byte integer is longer than it must be");
                }
                return value;
            }
        }
        throw malformed("variable byte integer has more than 4 bytes");
    }

    static int readByte(ByteBuf in) {
        require(in, 1);
        return in.readUnsignedByte();
    }

    static int readShort(ByteBuf in) {
        require(in, 2);
        return in.readUnsignedShort();
    }

    static long readInt(ByteBuf in) {
        require(in, 4);
        return in.readUnsignedInt();
    }

    /** A packet identifier; 0 is none. */
    static int readPacketId(ByteBuf in) {
        int id = readShort(in);
        if (id == 0) {
            throw malformed("packet identifier is 0");
        }
        return id;
    }

    /** Binary data with its length before it. */
    static byte[] readBinary(ByteBuf in) {
        int length = readShort(in);
        require(in, length);
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    /** A UTF-8 string; neither ill-formed nor with NUL (MQTT 5 §1.5.4). */
    static String readText(ByteBuf in) {
        byte[] bytes = readBinary(in);
        boolean ascii = true;
        for (byte one : bytes) {
            if (one == 0) {
                throw malformed("text has NUL");
            }
            ascii &= one > 0;
        }
        return ascii ? new String(bytes, StandardCharsets.ISO_8859_1) : decode(bytes);
    }

    /** Refuses a packet with bytes behind its end. */
    static void requireEnd(ByteBuf in) {
        if (in.isReadable()) {
            throw malformed(in.readableBytes() + " surplus bytes");
        }
    }

    /** Whether bytes are well-formed UTF-8. */
    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    /** How many bytes a variable byte integer takes. */
    static int variableSize(int value) {
        if (value < 1 << 7) {
            return 1;
        }
        if (value < 1 << 14) {
            return 2;
        }
        return value < 1 << 21 ? 3 : 4;
    }

    static void writeVariable(ByteBuf out, int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.writeByte((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static void writeText(ByteBuf out, String text) {
        writeBinary(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static void writeBinary(ByteBuf out, byte[] bytes) {
        out.writeShort(bytes.length).writeBytes(bytes);
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw malformed("text is not UTF-8");
        }
    }

    private static void require(ByteBuf in, int bytes) {
        if (in.readableBytes() < bytes) {
            throw malformed("packet ends inside a field");
        }
    }

    private static MalformedPacket malformed(String what) {
        return new MalformedPacket(ReasonCodes.MALFORMED, what);
    }
}
