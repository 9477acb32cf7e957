package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;

/** A DISCONNECT of a client (MQTT 5 §3.14). */
record DisconnectPacket(int reason) {
    static DisconnectPacket read(ByteBuf in, Protocol protocol) {
        int reason = protocol.is5() && in.isReadable() ? Wire.readByte(in) : ReasonCodes.SUCCESS;
        if (reason != ReasonCodes.SUCCESS && !ReasonCodes.isOf(PacketType.DISCONNECT, reason)) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "DISCONNECT with reason " + reason);
        }
        if (in.isReadable() && protocol.is5()) {
            Properties.read(in, protocol, Property.Place.DISCONNECT);
        }
        Wire.requireEnd(in);
        return new DisconnectPacket(reason);
    }

    /** Whether the client takes its will back. */
    boolean dropsWill() {
        return reason == ReasonCodes.SUCCESS;
    }
}
