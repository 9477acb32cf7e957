package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;

/**
 * An AUTH of a client (MQTT 5 §3.15).
 *
 * @param data empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record AuthPacket(int reason, String method, byte[] data) {
    private static final byte[] NOTHING = {};

    /** Reads what follows the fixed header; the method must be the one of the CONNECT (MQTT-4.12.0-5, MQTT-4.12.1-1). */
    static AuthPacket read(ByteBuf in, String method) {
        if (method == null) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "AUTH of a client that named no method");
        }
        int reason = in.isReadable() ? Wire.readByte(in) : ReasonCodes.SUCCESS;
        if (reason != ReasonCodes.CONTINUE_AUTHENTICATION && reason != ReasonCodes.RE_AUTHENTICATE) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "AUTH with reason " + reason);
        }
        Properties properties = Properties.read(in, Protocol.MQTT_5, Property.Place.AUTH);
        Wire.requireEnd(in);
        if (!method.equals(properties.text(Property.AUTH_METHOD))) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "AUTH by another method than CONNECT");
        }
        byte[] data = properties.bytes(Property.AUTH_DATA);
        return new AuthPacket(reason, method, data == null ? NOTHING : data);
    }
}
