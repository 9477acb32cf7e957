package io.rialto.adapter.thrift;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket by hand: says when bytes go out together, and what comes byte for byte. */
final class RawSocket implements AutoCloseable {
    private static final String HANDSHAKE = String.join(
            "\r\n",
            "GET /tim HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "",
            "");

    private final Socket socket;
    private final DataInputStream in;

    /** Connects, and reads the answer to the handshake. */
    RawSocket(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (!head.toString().startsWith("HTTP/1.1 101")) {
                throw new AssertionError(head);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends bytes in one write. */
    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A binary message of fewer than 126 bytes as clients frame it, with a mask of zeros. */
    static byte[] frame(byte... payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x82);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** The opcode and payload of the next frame, of fewer than 65,536 bytes. */
    byte[] read() {
        try {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
            return TimClient.concat(new byte[] {(byte) opcode}, payload);
        } catch (IOException failed) {
            throw new AssertionError("nothing came", failed);
        }
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
