package io.rialto.adapter.bigbinary;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSessions;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A client that sends the bytes it is told, reads frames as bytes; everything is hex, spaces do not count. */
final class TestClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    TestClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    TestClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A HELLO with a password; the account's name is the device's. */
    static String hello(String account, long window) {
        return frame(
                "01 00",
                "524C544F 01 02" + text8(account) + text16(FakeSessions.PASSWORD) + text8(account) + text8("")
                        + u32(window));
    }

    /** A whole frame: type with flags, body. */
    static String frame(String typeAndFlags, String body) {
        return u32(2 + bytes(body).length) + typeAndFlags + body;
    }

    static String u8(int number) {
        return String.format("%02X ", number);
    }

    static String u16(int number) {
        return String.format("%04X ", number);
    }

    static String u32(long number) {
        return String.format("%08X ", number);
    }

    static String u64(long number) {
        return String.format("%016X ", number);
    }

    static String text8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return u8(bytes.length) + hex(bytes) + " ";
    }

    static String text16(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return u16(bytes.length) + hex(bytes) + " ";
    }

    static String hex(String ascii) {
        return hex(ascii.getBytes(StandardCharsets.UTF_8)) + " ";
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    TestClient send(String hex) throws IOException {
        return send(bytes(hex));
    }

    TestClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next frame with its length. */
    String readFrame() throws IOException {
        int length = in.readInt();
        return u32(length).trim() + hex(in.readNBytes(length));
    }

    /** The body of the next frame, which must be of this type, whatever its flags. */
    byte[] readFrame(String type) throws IOException {
        String frame = readFrame();
        assertThat(frame.substring(8, 10)).as(frame).isEqualTo(type);
        return bytes(frame.substring(12));
    }

    /** Expects this frame next. */
    TestClient expect(String hex) throws IOException {
        assertThat(readFrame()).isEqualTo(hex(bytes(hex)));
        return this;
    }

    /** Expects BYE with this code, then the end. */
    void expectBye(int code) throws IOException {
        assertThat(hex(readFrame("9F"))).startsWith(u16(code).trim());
        expectClosed();
    }

    /** Expects REFUSED of this request with this code. */
    TestClient expectRefused(int req, int code) throws IOException {
        assertThat(hex(readFrame("82"))).startsWith((u32(req) + u16(code)).replace(" ", ""));
        return this;
    }

    /** Expects that the server has closed. */
    void expectClosed() throws IOException {
        try {
            assertThat(in.read()).as("end of stream").isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    /** Asks for a PONG, expects it next: everything before has been dealt with. */
    TestClient ping() throws IOException {
        return send("00000006 03 00 7FFFFFFF").expect("00000006 84 00 7FFFFFFF");
    }

    /** How many bytes have come that were not read. */
    int available() throws IOException {
        return in.available();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
