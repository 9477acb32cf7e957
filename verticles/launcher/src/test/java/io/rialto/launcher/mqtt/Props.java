package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.MqttBytes;

/** Properties of MQTT 5 as bytes, legal or not (MQTT 5 §2.2.2). */
final class Props {
    static final int PAYLOAD_FORMAT = 0x01;
    static final int MESSAGE_EXPIRY = 0x02;
    static final int CONTENT_TYPE = 0x03;
    static final int RESPONSE_TOPIC = 0x08;
    static final int CORRELATION_DATA = 0x09;
    static final int SUBSCRIPTION_ID = 0x0B;
    static final int SESSION_EXPIRY = 0x11;
    static final int ASSIGNED_CLIENT_ID = 0x12;
    static final int SERVER_KEEP_ALIVE = 0x13;
    static final int AUTH_METHOD = 0x15;
    static final int AUTH_DATA = 0x16;
    static final int PROBLEM_INFORMATION = 0x17;
    static final int WILL_DELAY = 0x18;
    static final int RESPONSE_INFORMATION_WANTED = 0x19;
    static final int RESPONSE_INFORMATION = 0x1A;
    static final int REASON_STRING = 0x1F;
    static final int RECEIVE_MAXIMUM = 0x21;
    static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    static final int TOPIC_ALIAS = 0x23;
    static final int USER = 0x26;
    static final int MAXIMUM_PACKET_SIZE = 0x27;

    private final MqttBytes bytes = new MqttBytes();

    /** A byte. */
    Props one(int id, int value) {
        bytes.bytes(id, value);
        return this;
    }

    /** A number of two bytes. */
    Props two(int id, int value) {
        bytes.bytes(id, value >> 8, value & 0xFF);
        return this;
    }

    /** A number of four bytes. */
    Props four(int id, long value) {
        bytes.bytes(id, (int) (value >> 24), (int) (value >> 16) & 0xFF, (int) (value >> 8) & 0xFF, (int) value & 0xFF);
        return this;
    }

    /** A text. */
    Props text(int id, String text) {
        bytes.bytes(id).text(text);
        return this;
    }

    /** Bytes with their length before them. */
    Props binary(int id, int... value) {
        bytes.bytes(id, 0, value.length).bytes(value);
        return this;
    }

    /** A user property. */
    Props user(String name, String value) {
        bytes.bytes(USER).text(name).text(value);
        return this;
    }

    /** Bytes as they are. */
    Props raw(int... raw) {
        bytes.bytes(raw);
        return this;
    }

    /** Them, with their length before them. */
    byte[] withLength() {
        byte[] all = bytes.toByteArray();
        return new MqttBytes().raw(MqttBytes.variable(all.length)).raw(all).toByteArray();
    }
}
