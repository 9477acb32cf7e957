package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;

/**
 * A CONNECT (MQTT 5 §3.1).
 *
 * @param clientId empty where the server is to choose one
 * @param keepAlive seconds, 0 for none
 * @param will null where there is none
 * @param userName null where there is none
 * @param password null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record ConnectPacket(
        Protocol protocol,
        boolean cleanStart,
        int keepAlive,
        Properties properties,
        String clientId,
        Will will,
        String userName,
        byte[] password) {
    private static final int CLEAN_START = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_QOS_AND_RETAIN = 0x38;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;

    /** The protocol it asks for, read before anything else so that a refusal can be said in it. */
    static Protocol readProtocol(ByteBuf in) {
        String name = Wire.readText(in);
        int level = Wire.readByte(in);
        if (name.equals("MQTT") && level == 5) {
            return Protocol.MQTT_5;
        }
        if (name.equals("MQTT") && level == 4) {
            return Protocol.MQTT_3_1_1;
        }
        boolean newer = name.equals("MQTT") && level > 5;
        throw newer
                ? new ConnectRefused(Protocol.MQTT_5, ReasonCodes.UNSUPPORTED_VERSION)
                : new ConnectRefused(Protocol.MQTT_3_1_1, ReasonCodes.V3_UNACCEPTABLE_VERSION);
    }

    /** Whether what is there of a CONNECT says that it is one of MQTT 5. */
    static boolean isOf5(ByteBuf begun) {
        int start = begun.readerIndex();
        return begun.readableBytes() >= 7
                && begun.getInt(start) == 0x00_04_4D_51
                && begun.getMedium(start + 4) == 0x54_54_05;
    }

    /** What follows the protocol. */
    static ConnectPacket read(ByteBuf in, Protocol protocol) {
        int flags = Wire.readByte(in);
        checkFlags(flags, protocol);
        int keepAlive = Wire.readShort(in);
        Properties properties = Properties.read(in, protocol, Property.Place.CONNECT);
        checkProperties(properties);
        String clientId = Wire.readText(in);
        Will will = (flags & WILL) == 0 ? null : Will.read(in, protocol, flags);
        String userName = (flags & USER_NAME) == 0 ? null : Wire.readText(in);
        byte[] password = (flags & PASSWORD) == 0 ? null : Wire.readBinary(in);
        Wire.requireEnd(in);
        return new ConnectPacket(
                protocol, (flags & CLEAN_START) != 0, keepAlive, properties, clientId, will, userName, password);
    }

    private static void checkFlags(int flags, Protocol protocol) {
        boolean reserved = (flags & 1) != 0;
        boolean strayWill = (flags & WILL) == 0 && (flags & WILL_QOS_AND_RETAIN) != 0;
        boolean badQos = ((flags >> 3) & 3) == 3;
        boolean lonePassword = !protocol.is5() && (flags & PASSWORD) != 0 && (flags & USER_NAME) == 0;
        if (reserved || strayWill || badQos || lonePassword) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "connect flags " + flags);
        }
    }

    private static void checkProperties(Properties properties) {
        if (properties.number(Property.RECEIVE_MAXIMUM, 1) == 0
                || properties.number(Property.MAXIMUM_PACKET_SIZE, 1) == 0) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "receive maximum or maximum packet size is 0");
        }
        if (properties.has(Property.AUTH_DATA) && !properties.has(Property.AUTH_METHOD)) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "authentication data without method");
        }
    }
}
