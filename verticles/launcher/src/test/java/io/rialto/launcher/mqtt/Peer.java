package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.RawSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** A client that says byte by byte what a test wants said, and hears packet by packet. For one thread. */
final class Peer implements AutoCloseable {
    private final Version version;
    private final RawSocket socket;
    private int lastId = 1000;

    /** A connection over which nothing has been said. */
    Peer(Version version, int port) {
        this.version = version;
        this.socket = RawSocket.connect(port);
    }

    /** The same from an address of this machine. */
    Peer(Version version, int port, InetAddress from) {
        this.version = version;
        this.socket = RawSocket.connect(port, from);
    }

    /** Sends bytes. */
    Peer send(byte[] bytes) {
        socket.send(bytes);
        return this;
    }

    /** Sends bytes. */
    Peer send(int... bytes) {
        return send(new MqttBytes().bytes(bytes).toByteArray());
    }

    /** Connects, expects to be let in; the CONNACK. */
    Heard connect(Connect connect) {
        Heard answer = send(connect.bytes()).expect(Heard.CONNACK);
        assertThat(answer.reason()).as("reason of CONNACK").isZero();
        return answer;
    }

    /** Publishes, expects what the QoS asks for; the first answer, null with QoS 0. */
    Heard publish(Publish publish) {
        byte[] packet = publish.bytes(version);
        send(packet);
        return switch (packet[0] & 6) {
            case 0 -> null;
            case 2 -> expect(Heard.PUBACK);
            default -> {
                Heard received = expect(Heard.PUBREC);
                if (received.reason() < 0x80) {
                    ack(Heard.PUBREL, received.id());
                    assertThat(expect(Heard.PUBCOMP).id()).isEqualTo(received.id());
                }
                yield received;
            }
        };
    }

    /** Subscribes to one filter with these options; its code. */
    int subscribe(String filter, int options) {
        return subscribe(new Props(), options, filter).get(0);
    }

    /** Subscribes to filters with the same options; their codes. Nothing else may come before the answer. */
    List<Integer> subscribe(Props properties, int options, String... filters) {
        int id = sendSubscribe(properties, options, filters);
        Heard answer = expect(Heard.SUBACK);
        assertThat(answer.id()).isEqualTo(id);
        return answer.codes();
    }

    /** Subscribes without waiting for the answer; the packet identifier. */
    int sendSubscribe(Props properties, int options, String... filters) {
        MqttBytes body = begin(properties);
        for (String filter : filters) {
            body.text(filter).bytes(options);
        }
        send(body.packet(0x82));
        return lastId;
    }

    /** Unsubscribes from filters; the UNSUBACK. */
    Heard unsubscribe(String... filters) {
        MqttBytes body = begin(new Props());
        for (String filter : filters) {
            body.text(filter);
        }
        Heard answer = send(body.packet(0xA2)).expect(Heard.UNSUBACK);
        assertThat(answer.id()).isEqualTo(lastId);
        return answer;
    }

    /** Sends a PUBACK, PUBREC, PUBREL or PUBCOMP. */
    Peer ack(int type, int id) {
        return send(type << 4 | (type == Heard.PUBREL ? 2 : 0), 2, id >> 8, id & 0xFF);
    }

    /** Sends one with a reason (MQTT 5). */
    Peer ack(int type, int id, int reason) {
        return send(type << 4 | (type == Heard.PUBREL ? 2 : 0), 3, id >> 8, id & 0xFF, reason);
    }

    /** The next packet. */
    Heard next() {
        int first = read();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = read();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit > 0x7F);
        byte[] body = socket.read(length);
        assertThat(body).as("body of packet " + first).hasSize(length);
        return new Heard(version, first, HexFormat.of().formatHex(body));
    }

    /** The next packet, which is of this type. */
    Heard expect(int type) {
        Heard next = next();
        assertThat(next.type()).as("type of " + next).isEqualTo(type);
        return next;
    }

    /** The next packet, which is a PUBLISH with this payload. */
    Heard expectText(String text) {
        Heard next = expect(Heard.PUBLISH);
        assertThat(next.text()).isEqualTo(text);
        return next;
    }

    /** The next deliveries, which have these payloads, acknowledged as they ask for. */
    void expectTexts(List<String> texts) {
        int seen = 0;
        int open = 0;
        while (seen < texts.size() || open > 0) {
            Heard next = next();
            if (next.type() == Heard.PUBREL) {
                ack(Heard.PUBCOMP, next.id());
                open--;
            } else {
                assertThat(next.type()).as("type of " + next).isEqualTo(Heard.PUBLISH);
                assertThat(next.text()).isEqualTo(texts.get(seen));
                seen++;
                open += next.qos() == 2 ? 1 : 0;
                if (next.qos() > 0) {
                    ack(next.qos() == 1 ? Heard.PUBACK : Heard.PUBREC, next.id());
                }
            }
        }
    }

    /** Acknowledges a delivery as its QoS asks for, to the end. */
    Peer answer(Heard publish) {
        if (publish.qos() == 1) {
            ack(Heard.PUBACK, publish.id());
        } else if (publish.qos() == 2) {
            ack(Heard.PUBREC, publish.id());
            assertThat(expect(Heard.PUBREL).id()).isEqualTo(publish.id());
            ack(Heard.PUBCOMP, publish.id());
        }
        return this;
    }

    /** Shows that everything before was processed, nothing had been sent to this client. */
    Peer expectNothing() {
        send(0xC0, 0).expect(Heard.PINGRESP);
        return this;
    }

    /** Expects that the server ends the connection: at once, with MQTT 5 perhaps after a DISCONNECT. */
    void expectEnd() {
        byte[] last = socket.readToEnd(Duration.ofSeconds(20));
        boolean said = version.is5() && last.length > 2 && (last[0] & 0xFF) == 0xE0;
        assertThat(said ? last[1] + 2 : 0).as("nothing but DISCONNECT").isEqualTo(last.length);
    }

    /** Expects a DISCONNECT of this reason (MQTT 5), or no packet (MQTT 3.1.1), then the end. */
    void expectEnd(int reason) {
        if (version.is5()) {
            assertThat(expect(Heard.DISCONNECT).reason()).as("reason").isEqualTo(reason);
        }
        assertThat(socket.readToEnd(Duration.ofSeconds(20))).isEmpty();
    }

    /** Expects to be refused: with this reason in CONNACK (MQTT 5), without an answer (MQTT 3.1.1). */
    void expectRefusal(int reason) {
        if (version.is5()) {
            Heard answer = expect(Heard.CONNACK);
            assertThat(answer.reason()).as("reason").isEqualTo(reason);
            assertThat(answer.at(0)).as("session present").isZero();
        }
        assertThat(rest()).isEmpty();
    }

    /** Whatever the server still says until it ends the connection. */
    byte[] rest() {
        return socket.readToEnd(Duration.ofSeconds(20));
    }

    /** Says goodbye, waits for the end. */
    void disconnect() {
        send(0xE0, 0);
        assertThat(rest()).isEmpty();
    }

    /** Goes without a word. */
    void vanish() {
        socket.cut();
    }

    @Override
    public void close() {
        socket.close();
    }

    /** Numbered texts: {@code m1}, {@code m2}, … */
    static List<String> texts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "m" + n).toList();
    }

    private MqttBytes begin(Props properties) {
        lastId++;
        MqttBytes body = new MqttBytes().bytes(lastId >> 8, lastId & 0xFF);
        return version.is5() ? body.raw(properties.withLength()) : body;
    }

    private int read() {
        byte[] one = socket.read(1);
        assertThat(one).as("a packet, not the end of the connection").hasSize(1);
        return one[0] & 0xFF;
    }
}
