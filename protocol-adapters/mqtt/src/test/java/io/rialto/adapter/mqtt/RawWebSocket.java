package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket that offers the subprotocol mqtt, sends the frames it is told, reads frames as bytes. */
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final byte[] MASK = {0x11, (byte) 0xA2, 0x33, 0x7F};

    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    /** A frame from the server. */
    record Frame(int opcode, String hex) {
        int closeCode() {
            return Integer.parseInt(hex.substring(0, 5).replace(" ", ""), 16);
        }
    }

    RawWebSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        head = handshake();
    }

    /** The head of the server's answer to the handshake. */
    String head() {
        return head;
    }

    /** A masked frame that is a message of its own. */
    static byte[] frame(int opcode, String hex) {
        return frame(FINAL, opcode, RawClient.bytes(hex));
    }

    /** A masked frame behind which others of the same message follow. */
    static byte[] part(int opcode, String hex) {
        return frame(0, opcode, RawClient.bytes(hex));
    }

    RawWebSocket send(byte[]... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        socket.getOutputStream().write(all.toByteArray());
        return this;
    }

    RawWebSocket binary(String hex) throws IOException {
        return send(frame(BINARY, hex));
    }

    /** The next frame. */
    Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        assertThat(first & FINAL).as("servers send whole messages").isEqualTo(FINAL);
        assertThat(second).as("servers mask nothing").isLessThan(128);
        int length = second == 126 ? in.readUnsignedShort() : second == 127 ? (int) in.readLong() : second;
        return new Frame(first & 0xF, RawClient.hex(in.readNBytes(length)));
    }

    /** Expects these bytes in binary frames, however many. */
    RawWebSocket expect(String hex) throws IOException {
        String expected = RawClient.hex(RawClient.bytes(hex));
        StringBuilder got = new StringBuilder();
        while (got.length() < expected.length()) {
            Frame frame = read();
            assertThat(frame.opcode()).isEqualTo(BINARY);
            got.append(got.isEmpty() ? "" : " ").append(frame.hex());
        }
        assertThat(got).hasToString(expected);
        return this;
    }

    /** Expects a Close frame with this code, then the end. */
    void expectClose(int code) throws IOException {
        Frame frame = read();
        assertThat(frame.opcode()).isEqualTo(CLOSE);
        assertThat(frame.closeCode()).isEqualTo(code);
        assertThat(in.read()).as("end of stream").isEqualTo(-1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String handshake() throws IOException {
        String request = String.join(
                "\r\n",
                "GET /mqtt HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: mqtt",
                "",
                "");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        return answer.toString();
    }

    private static byte[] frame(int finalBit, int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(finalBit | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i & 3]);
        }
        return frame.toByteArray();
    }
}
