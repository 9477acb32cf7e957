package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Encodes the few MQTT packets a load client sends (MQTT 3.1.1 and 5). */
final class MqttPackets {
    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int PUBREC = 0x50;
    static final int PUBREL = 0x60;
    static final int PUBCOMP = 0x70;
    static final int SUBACK = 0x90;
    static final int DISCONNECT = 0xe0;
    static final int MQTT5 = 5;

    private static final int CONNECT_TYPE = 0x10;
    private static final int SUBSCRIBE_TYPE = 0x82;
    private static final int PUBREL_TYPE = 0x62;
    private static final int CLEAN_START = 2;
    private static final int USER_NAME = 0x80;
    private static final int RETAIN = 1;

    private final int version;

    MqttPackets(int version) {
        this.version = version;
    }

    int version() {
        return version;
    }

    /** Of a guest. */
    byte[] connect(String client) {
        return packet(CONNECT_TYPE, body(client, CLEAN_START, new byte[0]));
    }

    /** With a token as the user name (docs/protocol-mqtt.md). */
    byte[] connect(String client, String token) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        string(name, token);
        return packet(CONNECT_TYPE, body(client, CLEAN_START | USER_NAME, name.toByteArray()));
    }

    /** Of one filter. */
    byte[] subscribe(String filter, int qos) {
        return subscribe(List.of(filter), qos);
    }

    /** Of several filters at once. */
    byte[] subscribe(List<String> filters, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        twoBytes(body, 1);
        noProperties(body);
        for (String filter : filters) {
            string(body, filter);
            body.write(qos);
        }
        return packet(SUBSCRIBE_TYPE, body.toByteArray());
    }

    private byte[] body(String client, int flags, byte[] rest) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, "MQTT");
        body.write(version);
        body.write(flags);
        twoBytes(body, 0);
        noProperties(body);
        string(body, client);
        body.writeBytes(rest);
        return body.toByteArray();
    }

    /** A publisher's message, to be sent again and again. */
    Shape publish(String topic, int qos, int size) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, topic);
        int idAt = body.size();
        if (qos > 0) {
            twoBytes(body, 0);
        }
        noProperties(body);
        int stampAt = body.size();
        body.writeBytes(Shape.payload(size));
        byte[] packet = packet(PUBLISH | (qos << 1), body.toByteArray());
        int head = packet.length - body.size();
        Shape.Id id = qos == 0 ? Shape.Id.NONE : Shape.Id.TWO_BYTES;
        return new Shape(packet, 0, Mask.NONE, new int[] {head + stampAt}, id, head + idAt);
    }

    /** A message whose topic ends with ten digits, in place of a packet id: QoS 0. */
    Shape publishNumbered(String prefix, int size) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, prefix + Shape.FIRST_ID);
        int digitsAt = 2 + prefix.length();
        noProperties(body);
        int stampAt = body.size();
        body.writeBytes(Shape.payload(size));
        byte[] packet = packet(PUBLISH, body.toByteArray());
        int head = packet.length - body.size();
        return new Shape(packet, 0, Mask.NONE, new int[] {head + stampAt}, Shape.Id.TEN_DIGITS, head + digitsAt);
    }

    /** A retained message of QoS 1. */
    byte[] retained(String topic, int id, byte[] payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, topic);
        twoBytes(body, id);
        noProperties(body);
        body.writeBytes(payload);
        return packet(PUBLISH | (1 << 1) | RETAIN, body.toByteArray());
    }

    /** PUBACK, PUBREC, PUBREL or PUBCOMP, without a reason. */
    static void acknowledge(Outbox out, int type, int high, int low) {
        int at = out.reserve(4);
        byte[] bytes = out.bytes();
        bytes[at] = (byte) (type == PUBREL ? PUBREL_TYPE : type);
        bytes[at + 1] = 2;
        bytes[at + 2] = (byte) high;
        bytes[at + 3] = (byte) low;
    }

    private void noProperties(ByteArrayOutputStream body) {
        if (version == MQTT5) {
            body.write(0);
        }
    }

    private static byte[] packet(int type, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int rest = body.length;
        do {
            packet.write(rest > 127 ? (rest & 127) | 128 : rest);
            rest >>>= 7;
        } while (rest > 0);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private static void string(ByteArrayOutputStream body, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        twoBytes(body, bytes.length);
        body.writeBytes(bytes);
    }

    private static void twoBytes(ByteArrayOutputStream body, int number) {
        body.write(number >> 8);
        body.write(number);
    }
}
