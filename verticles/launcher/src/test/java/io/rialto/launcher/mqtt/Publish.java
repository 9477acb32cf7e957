package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.MqttBytes;
import java.nio.charset.StandardCharsets;

/** A PUBLISH to be sent, legal unless told otherwise. */
final class Publish {
    private final String topic;
    private final String text;
    private int flags;
    private int packetId;
    private Props properties = new Props();

    private Publish(String topic, String text) {
        this.topic = topic;
        this.text = text;
    }

    /** Of QoS 0. */
    static Publish of(String topic, String text) {
        return new Publish(topic, text);
    }

    /** With QoS 1 or 2 under this identifier. */
    Publish qos(int qos, int id) {
        flags |= qos << 1;
        packetId = id;
        return this;
    }

    /** To be retained. */
    Publish retained() {
        flags |= 1;
        return this;
    }

    /** As a repetition. */
    Publish dup() {
        flags |= 8;
        return this;
    }

    /** With properties. */
    Publish properties(Props all) {
        properties = all;
        return this;
    }

    /** The packet in this version. */
    byte[] bytes(Version version) {
        MqttBytes body = new MqttBytes().text(topic);
        if ((flags & 6) != 0) {
            body.bytes(packetId >> 8, packetId & 0xFF);
        }
        if (version.is5()) {
            body.raw(properties.withLength());
        }
        return body.raw(text.getBytes(StandardCharsets.UTF_8)).packet(0x30 | flags);
    }
}
