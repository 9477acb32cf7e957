package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSessions;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends the bytes it is told, reads packets as bytes. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Pattern GAP = Pattern.compile("\\x00\\x03gap\\x00.(\\d+-\\d*)", Pattern.DOTALL);
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(InetAddress.getLoopbackAddress(), port);
    }

    RawClient(InetAddress address, int port) throws IOException {
        this(new Socket(address, port));
    }

    RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /**
     * A CONNECT of MQTT 5: the account is user name, device; {@code properties} as hex. It wants no reasons in words
     * unless its properties begin with Request Problem Information.
     */
    static String connect5(String account, String more) {
        String properties = more.startsWith("17 ") ? more : "17 00 " + more;
        int length = bytes(properties).length;
        return packet(
                "10",
                text("MQTT") + " 05 C2 00 00 " + hex(new byte[] {(byte) length}) + " " + properties + " "
                        + text(account) + text(account) + text(FakeSessions.PASSWORD));
    }

    /** A CONNECT of MQTT 3.1.1: the account is user name, device. */
    static String connect3(String account) {
        return packet(
                "10", text("MQTT") + " 04 C2 00 00 " + text(account) + text(account) + text(FakeSessions.PASSWORD));
    }

    /** A whole packet from its first byte, its body, both as hex. */
    static String packet(String firstByte, String body) {
        byte[] bytes = bytes(body);
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        int rest = bytes.length;
        do {
            length.write(rest > 127 ? (rest & 127) | 128 : rest);
            rest >>= 7;
        } while (rest > 0);
        return firstByte + " " + hex(length.toByteArray()) + " " + hex(bytes);
    }

    /** A text with its length before it, as hex. */
    static String text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return String.format("%02X %02X ", bytes.length >> 8, bytes.length & 255) + hex(bytes) + " ";
    }

    /** The range that a packet, as hex, tells missing; empty where it tells none. */
    static String gap(String packet) {
        Matcher gap = GAP.matcher(new String(bytes(packet), StandardCharsets.ISO_8859_1));
        return gap.find() ? gap.group(1) : "";
    }

    static String hex(byte[] bytes) {
        return SPACED.withUpperCase().formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    RawClient send(String hex) throws IOException {
        socket.getOutputStream().write(bytes(hex));
        return this;
    }

    /** The next packet, as hex. */
    String readPacket() throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(in.readUnsignedByte());
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            packet.write(digit);
            length |= (digit & 127) << shift;
            shift += 7;
        } while (digit > 127);
        packet.write(in.readNBytes(length));
        return hex(packet.toByteArray());
    }

    /** Expects these bytes next. */
    RawClient expect(String hex) throws IOException {
        byte[] expected = bytes(hex);
        assertThat(hex(in.readNBytes(expected.length))).isEqualTo(hex(expected));
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
