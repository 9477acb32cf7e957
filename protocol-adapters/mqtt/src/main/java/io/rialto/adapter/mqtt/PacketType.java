package io.rialto.adapter.mqtt;

/** The packets a client may send with the flags their first byte must carry (MQTT 5 §2.1.3), in order of their number. */
enum PacketType {
    RESERVED(-1),
    CONNECT(0),
    CONNACK(-1),
    /** Its flags say more: dup, QoS, retain. */
    PUBLISH(-2),
    PUBACK(0),
    PUBREC(0),
    PUBREL(2),
    PUBCOMP(0),
    SUBSCRIBE(2),
    SUBACK(-1),
    UNSUBSCRIBE(2),
    UNSUBACK(-1),
    PINGREQ(0),
    PINGRESP(-1),
    DISCONNECT(0),
    AUTH(0);

    private static final int FROM_SERVER = -1;
    private static final int ANY = -2;
    private static final int QOS_3 = 6;
    private static final PacketType[] BY_NUMBER = values();

    private final int flags;

    PacketType(int flags) {
        this.flags = flags;
    }

    /** The type in a packet's first byte; refuses wrong flags, packets that only servers send. */
    static PacketType of(int firstByte) {
        PacketType type = BY_NUMBER[firstByte >> 4];
        int flags = firstByte & 0x0F;
        if (type.flags == FROM_SERVER) {
            throw new MalformedPacket(
                    type == RESERVED ? ReasonCodes.MALFORMED : ReasonCodes.PROTOCOL_ERROR, type + " from a client");
        }
        boolean legal = type.flags == ANY ? (flags & QOS_3) != QOS_3 : flags == type.flags;
        if (!legal) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, type + " with flags " + flags);
        }
        return type;
    }
}
