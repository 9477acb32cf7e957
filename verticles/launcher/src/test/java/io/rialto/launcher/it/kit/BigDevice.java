package io.rialto.launcher.it.kit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client of the big-binary door (docs/protocol-bigbinary.md). For one thread that reads, one that writes. */
public final class BigDevice implements AutoCloseable {
    /** A frame as it came; its body is positioned at its first field. */
    public record Frame(int type, int flags, ByteBuffer body) {
        /** Reads a text with a length byte. */
        public String text8() {
            byte[] bytes = new byte[body.get() & 0xFF];
            body.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The fields of a frame to be sent. */
    public static final class Fields {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        public Fields u8(int number) {
            return put(() -> out.writeByte(number));
        }

        public Fields u16(int number) {
            return put(() -> out.writeShort(number));
        }

        public Fields u32(int number) {
            return put(() -> out.writeInt(number));
        }

        public Fields u64(long number) {
            return put(() -> out.writeLong(number));
        }

        public Fields text8(String text) {
            return u8(text.length()).raw(text.getBytes(StandardCharsets.US_ASCII));
        }

        public Fields text16(String text) {
            return u16(text.length()).raw(text.getBytes(StandardCharsets.US_ASCII));
        }

        public Fields raw(byte[] all) {
            return put(() -> out.write(all));
        }

        private Fields put(Write write) {
            try {
                write.run();
                return this;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private interface Write {
            void run() throws IOException;
        }
    }

    private final RawSocket socket;

    private BigDevice(RawSocket socket) {
        this.socket = socket;
    }

    /** Signs in by token, on the device {@code big}. */
    public static BigDevice signedIn(NodeUnderTest node, String account, int window) {
        BigDevice device = new BigDevice(RawSocket.connect(node.port("bigbinary")));
        device.send(
                0x01,
                0,
                new Fields()
                        .raw("RLTO".getBytes(StandardCharsets.US_ASCII))
                        .u8(1)
                        .u8(1)
                        .text8("")
                        .text16(node.accounts().token(account))
                        .text8("big")
                        .text8("")
                        .u32(window));
        device.read(0x81);
        return device;
    }

    /** Sends a frame. */
    public BigDevice send(int type, int flags, Fields fields) {
        byte[] body = fields.bytes.toByteArray();
        socket.send(ByteBuffer.allocate(6 + body.length)
                .putInt(2 + body.length)
                .put((byte) type)
                .put((byte) flags)
                .put(body)
                .array());
        return this;
    }

    /** The next frame. */
    public Frame read() {
        int length = ByteBuffer.wrap(socket.read(4)).getInt();
        ByteBuffer frame = ByteBuffer.wrap(socket.read(length));
        return new Frame(frame.get() & 0xFF, frame.get() & 0xFF, frame);
    }

    /** The next frame, which must be of this type. */
    public Frame read(int type) {
        Frame frame = read();
        if (frame.type() != type) {
            throw new AssertionError(String.format("a frame of type %02X came, not %02X", frame.type(), type));
        }
        return frame;
    }

    @Override
    public void close() {
        socket.close();
    }
}
