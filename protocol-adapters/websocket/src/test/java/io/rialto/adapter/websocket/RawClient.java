package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that writes any bytes after a proper handshake, and reads the frames that come back. */
final class RawClient implements AutoCloseable {
    /** A frame from the server; its payload as one character per byte. */
    record Frame(int opcode, String payload) {
        String text() {
            return new String(payload.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        int closeCode() {
            return payload.length() < 2 ? 1005 : (payload.charAt(0) << 8) | payload.charAt(1);
        }
    }

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    RawClient(int port, String path) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            handshake(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void handshake(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    /** Writes bytes; a server that has closed already is no error, the answer is what counts. */
    RawClient write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException closed) {
            // seen when reading
        }
        return this;
    }

    RawClient text(String text) {
        return write(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next frame; null when the server has ended the stream. */
    Frame read() {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int second = in.readUnsignedByte();
            assertThat(second & 0x80).as("server frames are not masked").isZero();
            int length = second == 126 ? in.readUnsignedShort() : second == 127 ? (int) in.readLong() : second;
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(first & 0x0F, new String(payload, StandardCharsets.ISO_8859_1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads until the Close frame. */
    int readCloseCode() {
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.opcode() == 8) {
                return frame.closeCode();
            }
        }
        throw new AssertionError("the stream ended without a Close frame");
    }

    /** Whether the server ends the stream next. */
    boolean ends() {
        return read() == null;
    }

    /** A masked frame. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header(firstByte, payload.length));
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i & 3]);
        }
        return frame.toByteArray();
    }

    /** The header of a masked frame, without its mask. */
    static byte[] header(int firstByte, long length) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(firstByte);
        if (length < 126) {
            header.write(0x80 | (int) length);
        } else if (length < 65536) {
            header.write(0x80 | 126);
            header.write((int) (length >> 8));
            header.write((int) length);
        } else {
            header.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                header.write((int) (length >> shift));
            }
        }
        return header.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
