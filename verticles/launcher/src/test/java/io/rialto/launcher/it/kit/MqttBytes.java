package io.rialto.launcher.it.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** MQTT packets written by hand, so that they may be wrong (MQTT 5 §2–3, MQTT 3.1.1 §2–3). */
public final class MqttBytes {
    /** CONNECT in the first byte. */
    public static final int CONNECT = 0x10;

    /** PUBLISH of QoS 1 in the first byte. */
    public static final int PUBLISH_QOS1 = 0x32;

    /** SUBSCRIBE in the first byte. */
    public static final int SUBSCRIBE = 0x82;

    private static final int USER_AND_PASSWORD = 0xC2;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** An empty body. */
    public MqttBytes() {}

    /** A whole CONNECT of an account with clean start. */
    public static byte[] connect(int level, String clientId, String user, String password) {
        MqttBytes body = new MqttBytes().text("MQTT").bytes(level, USER_AND_PASSWORD, 0, 30);
        if (level == 5) {
            body.bytes(0);
        }
        return body.text(clientId).text(user).text(password).packet(CONNECT);
    }

    /** A whole CONNECT of an account with a will of QoS 1. */
    public static byte[] connectWithWill(String clientId, String user, String password, String topic, String text) {
        return new MqttBytes()
                .text("MQTT")
                .bytes(4, USER_AND_PASSWORD | 0x04 | 0x08, 0, 30)
                .text(clientId)
                .text(topic)
                .text(text)
                .text(user)
                .text(password)
                .packet(CONNECT);
    }

    /** A whole PUBLISH of QoS 1. */
    public static byte[] publish(int level, String topic, byte[] payload) {
        MqttBytes body = new MqttBytes().text(topic).bytes(0, 7);
        if (level == 5) {
            body.bytes(0);
        }
        return body.raw(payload).packet(PUBLISH_QOS1);
    }

    /** A whole SUBSCRIBE. */
    public static byte[] subscribe(int level, String filter, int qos) {
        MqttBytes body = new MqttBytes().bytes(0, 9);
        if (level == 5) {
            body.bytes(0);
        }
        return body.text(filter).bytes(qos).packet(SUBSCRIBE);
    }

    /** Single bytes. */
    public MqttBytes bytes(int... values) {
        for (int value : values) {
            body.write(value);
        }
        return this;
    }

    /** Bytes as they are. */
    public MqttBytes raw(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    /** A string with its length before it. */
    public MqttBytes text(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their length before them. */
    public MqttBytes binary(byte[] bytes) {
        return bytes(bytes.length >> 8, bytes.length & 0xFF).raw(bytes);
    }

    /** What has been put together so far, without a packet around it. */
    public byte[] toByteArray() {
        return body.toByteArray();
    }

    /** The whole packet with a true length. */
    public byte[] packet(int head) {
        return packet(head, body.size());
    }

    /** The whole packet with any length. */
    public byte[] packet(int head, int length) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(head);
        packet.writeBytes(variable(length));
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    /** A variable byte integer (MQTT 5 §1.5.5). */
    public static byte[] variable(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = value;
        do {
            int digit = rest % 128;
            rest /= 128;
            bytes.write(rest > 0 ? digit | 0x80 : digit);
        } while (rest > 0);
        return bytes.toByteArray();
    }
}
