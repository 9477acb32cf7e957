package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;

/** A PUBACK, PUBREC, PUBREL or PUBCOMP of a client (MQTT 5 §3.4–3.7). */
record AckPacket(int packetId, int reason) {
    private static final int FIRST_FAILURE = 0x80;

    /** Reads a packet of this type; refuses a reason that such a packet does not have. */
    static AckPacket read(PacketType type, ByteBuf in, Protocol protocol) {
        int packetId = Wire.readPacketId(in);
        int reason = protocol.is5() && in.isReadable() ? Wire.readByte(in) : ReasonCodes.SUCCESS;
        if (reason != ReasonCodes.SUCCESS && !ReasonCodes.isOf(type, reason)) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, type + " with reason " + reason);
        }
        if (in.isReadable() && protocol.is5()) {
            Properties.read(in, protocol, Property.Place.ACK);
        }
        Wire.requireEnd(in);
        return new AckPacket(packetId, reason);
    }

    /** Whether the client refused. */
    boolean failed() {
        return reason >= FIRST_FAILURE;
    }
}
