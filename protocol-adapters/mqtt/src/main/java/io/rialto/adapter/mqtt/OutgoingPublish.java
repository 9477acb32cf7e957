package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A PUBLISH to a client, ready to be written (MQTT 5 §3.3).
 *
 * @param properties what stands in the property field; null with MQTT 3.1.1, which has none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record OutgoingPublish(byte[] topic, int qos, boolean retain, ByteBuf properties, byte[] payload) {
    /** The bits of a PUBLISH packet's first byte that hold its QoS. */
    static final int QOS_BITS = 0x06;

    private static final int PUBLISH = 0x30;
    private static final byte[] NO_TOPIC = {};
    private static final int DUP = 0x08;

    /** How many bytes the whole packet has. */
    int size() {
        int rest = rest();
        return 1 + Wire.variableSize(rest) + rest;
    }

    /** Appends the packet; the id is left out with QoS 0. */
    void write(ByteBuf out, int packetId) {
        write(out, packetId, false);
    }

    /** Appends the packet, which may have been sent before where {@code again} (MQTT-3.3.1-1). */
    void write(ByteBuf out, int packetId, boolean again) {
        out.writeByte(PUBLISH | (again ? DUP : 0) | (qos << 1) | (retain ? 1 : 0));
        Wire.writeVariable(out, rest());
        Wire.writeBinary(out, topic);
        if (qos > 0) {
            out.writeShort(packetId);
        }
        if (properties != null) {
            Wire.writeVariable(out, properties.readableBytes());
            out.writeBytes(properties, properties.readerIndex(), properties.readableBytes());
        }
        out.writeBytes(payload);
    }

    /** The same, introducing an alias of its topic; MQTT 5 only. */
    OutgoingPublish withAlias(int alias) {
        return aliased(topic, alias);
    }

    /** The same with an alias in place of its topic; MQTT 5 only. */
    OutgoingPublish underAlias(int alias) {
        return aliased(NO_TOPIC, alias);
    }

    private OutgoingPublish aliased(byte[] name, int alias) {
        ByteBuf more = Unpooled.buffer(3 + properties.readableBytes())
                .writeByte(Property.TOPIC_ALIAS.number())
                .writeShort(alias)
                .writeBytes(properties, properties.readerIndex(), properties.readableBytes());
        return new OutgoingPublish(name, qos, retain, more, payload);
    }

    private int rest() {
        return 2 + topic.length + (qos > 0 ? 2 : 0) + propertySize() + payload.length;
    }

    private int propertySize() {
        if (properties == null) {
            return 0;
        }
        return Wire.variableSize(properties.readableBytes()) + properties.readableBytes();
    }
}
