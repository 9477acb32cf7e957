package io.rialto.launcher.it.kit;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;

/** An MQTT client that sends the bytes it is told, reads packets as bytes; both as hex. For one thread. */
public final class RawMqtt implements AutoCloseable {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

    private final RawSocket socket;

    private RawMqtt(int port) {
        socket = RawSocket.connect(port);
    }

    /**
     * How a client connects, with its account as client id and user name.
     *
     * @param level 4 or 5
     * @param token null for a guest
     * @param expiry seconds that its session outlives the connection (MQTT 5)
     * @param window how many messages may be unacknowledged towards it (MQTT 5)
     */
    public record Hello(int level, String account, String token, boolean clean, long expiry, int window) {
        byte[] packet() {
            int flags = (token == null ? 0 : 0xC0) | (clean ? 2 : 0);
            MqttBytes body = new MqttBytes().text("MQTT").bytes(level, flags, 0, 0);
            if (level == 5) {
                body.bytes(8, 0x11, (int) (expiry >> 24), (int) (expiry >> 16), (int) (expiry >> 8), (int) expiry)
                        .bytes(0x21, window >> 8, window);
            }
            body.text(account);
            return (token == null ? body : body.text(account).text(token)).packet(MqttBytes.CONNECT);
        }
    }

    /** Connects, without waiting for the answer. */
    public static RawMqtt connect(NodeUnderTest node, Hello hello) {
        RawMqtt client = new RawMqtt(node.port("mqtt"));
        client.socket.send(hello.packet());
        return client;
    }

    /** Sends bytes. */
    public RawMqtt send(String hex) {
        socket.send(bytes(hex));
        return this;
    }

    /** Sends bytes. */
    public RawMqtt send(byte[] bytes) {
        socket.send(bytes);
        return this;
    }

    /** The next packet, a whole one; fails with {@link Over} where the connection ends before. */
    public String read() {
        return read(Wait.LIMIT);
    }

    /** The next packet, within a time. */
    public String read(Duration limit) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        byte[] first = socket.read(1, limit);
        packet.writeBytes(first);
        int length = 0;
        int shift = 0;
        int digit = 0x80;
        while (digit > 127) {
            byte[] next = first.length == 0 ? first : socket.read(1);
            if (next.length == 0) {
                throw new Over(packet.toByteArray());
            }
            digit = next[0] & 0xFF;
            packet.write(digit);
            length |= (digit & 127) << shift;
            shift += 7;
        }
        byte[] rest = socket.read(length);
        packet.writeBytes(rest);
        if (rest.length < length) {
            throw new Over(packet.toByteArray());
        }
        return hex(packet.toByteArray());
    }

    /** The connection is over, behind this part of a packet. */
    public static final class Over extends AssertionError {
        private static final long serialVersionUID = 1L;

        Over(byte[] part) {
            super("the connection is over, so far came " + hex(part));
        }
    }

    /** Bytes as hex. */
    public static String hex(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }

    /** Hex as bytes. */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** Ends the connection without a word. */
    public void cut() {
        socket.cut();
    }

    @Override
    public void close() {
        socket.close();
    }
}
