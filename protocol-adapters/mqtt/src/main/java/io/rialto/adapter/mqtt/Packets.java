package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.config.MqttListenerConfig;

/** The packets that this door sends, except PUBLISH. */
final class Packets {
    private static final int CONNACK = 0x20;
    private static final int SUBACK = 0x90;
    private static final int UNSUBACK = 0xB0;
    private static final int DISCONNECT = 0xE0;
    private static final int AUTH = 0xF0;

    /** How many bytes a CONNACK of MQTT 5 that refuses has. */
    static final int REFUSAL = 5;

    /** Answers to PUBLISH and to each other, with their first byte. */
    enum Ack {
        PUBACK(0x40),
        PUBREC(0x50),
        PUBREL(0x62),
        PUBCOMP(0x70);

        private final int firstByte;
        private final PacketType type;

        Ack(int firstByte) {
            this.firstByte = firstByte;
            this.type = PacketType.valueOf(name());
        }
    }

    private Packets() {}

    /** A CONNACK that refuses, in the words of the protocol. */
    static ByteBuf refused(Protocol protocol, int code) {
        return protocol.is5() ? bytes(CONNACK, 3, 0, code, 0) : bytes(CONNACK, 2, 0, code);
    }

    /** A CONNACK that accepts; {@code present}: the session was there before (MQTT 3.1.1 §3.2). */
    static ByteBuf accepted3(boolean present) {
        return bytes(CONNACK, 2, present ? 1 : 0, 0);
    }

    /**
     * A CONNACK of MQTT 5 that accepts.
     *
     * @param brief leaves out what means the same when it is not said (MQTT 5 §3.2.2.3)
     */
    static ByteBuf accepted5(MqttListenerConfig config, Accepted accepted, boolean brief) {
        ByteBuf properties = Unpooled.buffer(64);
        put(properties, Property.RECEIVE_MAXIMUM).writeShort(config.receiveMaximum());
        put(properties, Property.MAXIMUM_PACKET_SIZE).writeInt(config.maxPacket());
        put(properties, Property.TOPIC_ALIAS_MAXIMUM).writeShort(TopicAliases.MAXIMUM);
        if (!brief) {
            put(properties, Property.WILDCARD_SUBSCRIPTIONS).writeByte(1);
            put(properties, Property.SUBSCRIPTION_IDS).writeByte(1);
            put(properties, Property.SHARED_SUBSCRIPTIONS).writeByte(1);
        }
        if (accepted.assignedId() != null) {
            Wire.writeText(put(properties, Property.ASSIGNED_CLIENT_ID), accepted.assignedId());
        }
        if (accepted.keepAlive() != 0) {
            put(properties, Property.SERVER_KEEP_ALIVE).writeShort(accepted.keepAlive());
        }
        if (accepted.responses() != null) {
            Wire.writeText(put(properties, Property.RESPONSE_INFORMATION), accepted.responses());
        }
        if (accepted.expiry() >= 0) {
            put(properties, Property.SESSION_EXPIRY).writeInt((int) accepted.expiry());
        }
        putEvidence(properties, accepted.evidence());
        return withProperties(properties, accepted.present());
    }

    /** An AUTH, which only MQTT 5 has (§3.15). */
    static ByteBuf auth(int reason, Evidence evidence) {
        ByteBuf properties = Unpooled.buffer(128);
        putEvidence(properties, evidence);
        int length = properties.readableBytes();
        int rest = 1 + Wire.variableSize(length) + length;
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(rest + 5);
        out.writeByte(AUTH);
        Wire.writeVariable(out, rest);
        out.writeByte(reason);
        Wire.writeVariable(out, length);
        return out.writeBytes(properties);
    }

    private static void putEvidence(ByteBuf properties, Evidence evidence) {
        if (evidence.method() != null) {
            Wire.writeText(put(properties, Property.AUTH_METHOD), evidence.method());
        }
        if (evidence.data() != null && evidence.data().length > 0) {
            Wire.writeBinary(put(properties, Property.AUTH_DATA), evidence.data());
        }
    }

    /** Sends a PUBACK, PUBREC, PUBREL or PUBCOMP; MQTT 3.1.1 carries no reason. */
    static void ack(Link link, Ack ack, int packetId, int reason) {
        link.door().traffic().sent(ack.type, reason);
        if (link.client().protocol().is5() && reason != ReasonCodes.SUCCESS) {
            link.queue().write(bytes(ack.firstByte, 3, packetId >> 8, packetId & 0xFF, reason));
        } else {
            link.queue().writeWord(ack.firstByte << 24 | 2 << 16 | packetId);
        }
    }

    /**
     * The same with the reason in words (MQTT 5 §3.4.2.2.2).
     *
     * @param why null where nobody is told
     */
    static void ack(Link link, Ack ack, int packetId, int reason, String why) {
        if (why == null || !link.client().protocol().is5()) {
            ack(link, ack, packetId, reason);
            return;
        }
        link.door().traffic().sent(ack.type, reason);
        ByteBuf properties = Unpooled.buffer(64);
        Wire.writeText(put(properties, Property.REASON_STRING), why);
        int length = properties.readableBytes();
        int rest = 3 + Wire.variableSize(length) + length;
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(rest + 5);
        out.writeByte(ack.firstByte);
        Wire.writeVariable(out, rest);
        out.writeShort(packetId);
        out.writeByte(reason);
        Wire.writeVariable(out, length);
        link.queue().write(out.writeBytes(properties));
    }

    /**
     * A SUBACK with one code per filter.
     *
     * @param reason why something was refused, in words; null where nobody is told
     */
    static ByteBuf suback(Protocol protocol, int packetId, String reason, int... codes) {
        if (reason == null || !protocol.is5()) {
            return codes(SUBACK, protocol, packetId, Unpooled.EMPTY_BUFFER, codes);
        }
        ByteBuf properties = Unpooled.buffer(64);
        Wire.writeText(put(properties, Property.REASON_STRING), reason);
        return codes(SUBACK, protocol, packetId, properties, codes);
    }

    /** An UNSUBACK; MQTT 3.1.1 carries no codes. */
    static ByteBuf unsuback(Protocol protocol, int packetId, int... codes) {
        return protocol.is5()
                ? codes(UNSUBACK, protocol, packetId, Unpooled.EMPTY_BUFFER, codes)
                : bytes(UNSUBACK, 2, packetId >> 8, packetId & 0xFF);
    }

    static ByteBuf pingresp() {
        return bytes(0xD0, 0);
    }

    /** A DISCONNECT that names other servers (MQTT 5 §4.13). */
    static ByteBuf elsewhere(String servers) {
        ByteBuf properties = Unpooled.buffer(64);
        Wire.writeText(put(properties, Property.SERVER_REFERENCE), servers);
        int length = properties.readableBytes();
        int rest = 1 + Wire.variableSize(length) + length;
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(rest + 5);
        out.writeByte(DISCONNECT);
        Wire.writeVariable(out, rest);
        out.writeByte(ReasonCodes.USE_ANOTHER_SERVER);
        Wire.writeVariable(out, length);
        return out.writeBytes(properties);
    }

    /** A DISCONNECT; only MQTT 5 has it in this direction. */
    static ByteBuf disconnect(int reason) {
        return bytes(DISCONNECT, 1, reason);
    }

    private static ByteBuf put(ByteBuf properties, Property property) {
        return properties.writeByte(property.number());
    }

    private static ByteBuf withProperties(ByteBuf properties, boolean present) {
        int length = properties.readableBytes();
        int rest = 2 + Wire.variableSize(length) + length;
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(rest + 5);
        out.writeByte(CONNACK);
        Wire.writeVariable(out, rest);
        out.writeByte(present ? 1 : 0).writeByte(0);
        Wire.writeVariable(out, length);
        return out.writeBytes(properties);
    }

    private static ByteBuf codes(int firstByte, Protocol protocol, int packetId, ByteBuf properties, int[] codes) {
        int length = properties.readableBytes();
        int rest = 2 + (protocol.is5() ? Wire.variableSize(length) + length : 0) + codes.length;
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(rest + 5);
        out.writeByte(firstByte);
        Wire.writeVariable(out, rest);
        out.writeShort(packetId);
        if (protocol.is5()) {
            Wire.writeVariable(out, length);
            out.writeBytes(properties);
        }
        for (int code : codes) {
            out.writeByte(code);
        }
        return out;
    }

    private static ByteBuf bytes(int... bytes) {
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(bytes.length);
        for (int one : bytes) {
            out.writeByte(one);
        }
        return out;
    }
}
