package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The forms of what everything else is made of; whole numbers take as many bytes as they need. */
final class Scalars {
    /** Text. */
    static final Form<String> TEXT = new OfText();

    /** By type, boxed and not. */
    static final Map<Class<?>, Form<?>> ALL = Map.of(
            long.class, new OfLong(),
            Long.class, new OfLong(),
            int.class, new OfInt(),
            Integer.class, new OfInt(),
            boolean.class, new OfBoolean(),
            Boolean.class, new OfBoolean(),
            String.class, TEXT,
            byte[].class, new OfBytes());

    private static final int MAX_VARINT_SHIFT = 63;

    private Scalars() {}

    /** Seven bits a byte, the lowest first; negative numbers are folded between the others. */
    static void writeLong(ByteBuf out, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long readLong(ByteBuf in) {
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
            int digit = readByte(in);
            value |= (long) (digit & 0x7F) << shift;
            if ((digit & 0x80) == 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new Garbled("a number of more than ten bytes");
    }

    /** How many of something follow, each at least so many bytes. */
    static int readCount(ByteBuf in, int bytesEach) {
        long count = readLong(in);
        if (count < 0 || count * bytesEach > in.readableBytes()) {
            throw new Garbled(count + " are said to follow, " + in.readableBytes() + " bytes do");
        }
        return (int) count;
    }

    static int readByte(ByteBuf in) {
        if (!in.isReadable()) {
            throw new Garbled("ends inside a value");
        }
        return in.readUnsignedByte();
    }

    static void writeText(ByteBuf out, String text) {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(ByteBuf in) {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeBytes(ByteBuf out, byte[] bytes) {
        writeLong(out, bytes.length);
        out.writeBytes(bytes);
    }

    static byte[] readBytes(ByteBuf in) {
        byte[] bytes = new byte[readCount(in, 1)];
        in.readBytes(bytes);
        return bytes;
    }

    private static final class OfLong implements Form<Long> {
        @Override
        public void write(ByteBuf out, Long value) {
            writeLong(out, value);
        }

        @Override
        public Long read(ByteBuf in) {
            return readLong(in);
        }
    }

    private static final class OfInt implements Form<Integer> {
        @Override
        public void write(ByteBuf out, Integer value) {
            writeLong(out, value);
        }

        @Override
        public Integer read(ByteBuf in) {
            return (int) readLong(in);
        }
    }

    private static final class OfBoolean implements Form<Boolean> {
        @Override
        public void write(ByteBuf out, Boolean value) {
            out.writeBoolean(value);
        }

        @Override
        public Boolean read(ByteBuf in) {
            return readByte(in) != 0;
        }
    }

    private static final class OfText implements Form<String> {
        @Override
        public void write(ByteBuf out, String value) {
            writeText(out, value);
        }

        @Override
        public String read(ByteBuf in) {
            return readText(in);
        }
    }

    private static final class OfBytes implements Form<byte[]> {
        @Override
        public void write(ByteBuf out, byte[] value) {
            writeBytes(out, value);
        }

        @Override
        public byte[] read(ByteBuf in) {
            return readBytes(in);
        }
    }
}
