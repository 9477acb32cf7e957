package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;

/**
 * A DISCONNECT of a client (MQTT 5 §3.14).
 *
 * @param expiry seconds that its session lives on from now; -1 where it does not say
 */
record DisconnectPacket(int reason, long expiry) {
    static DisconnectPacket read(ByteBuf in, Protocol protocol) {
        int reason = protocol.is5() && in.isReadable() ? Wire.readByte(in) : ReasonCodes.SUCCESS;
        if (reason != ReasonCodes.SUCCESS && !ReasonCodes.isOf(PacketType.DISCONNECT, reason)) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "DISCONNECT with reason " + reason);
        }
        long expiry = -1;
        if (in.isReadable() && protocol.is5()) {
            Properties properties = Properties.read(in, protocol, Property.Place.DISCONNECT);
            expiry = properties.has(Property.SESSION_EXPIRY) ? properties.number(Property.SESSION_EXPIRY, 0) : -1;
        }
        Wire.requireEnd(in);
        return new DisconnectPacket(reason, expiry);
    }

    /** Whether the client takes its will back. */
    boolean dropsWill() {
        return reason == ReasonCodes.SUCCESS;
    }
}
