package io.rialto.adapter.bigbinary;

import io.rialto.contract.error.ErrorCode;

/** The frames of clients, each with the flags it may have. */
enum FrameType {
    HELLO(0x01, 0),
    BYE(0x02, 0),
    PING(0x03, 0),
    SEND(0x04, 1),
    SUBSCRIBE(0x05, 1),
    UNSUBSCRIBE(0x06, 0),
    OPEN_INBOX(0x07, 0),
    ACK(0x08, 0),
    SIGNAL(0x09, 0),
    CREATE(0x10, 0),
    REMOVE(0x11, 0),
    GRANT(0x12, 1),
    JOIN(0x13, 0),
    LEAVE(0x14, 0),
    LANE_JOIN(0x15, 0),
    LANE_LEAVE(0x16, 0),
    LANE_SUBSCRIBE(0x17, 1),
    LANE_UNSUBSCRIBE(0x18, 0),
    PUBLISH(0x20, 3),
    WINDOW(0x21, 0);

    private static final FrameType[] BY_NUMBER = new FrameType[256];

    static {
        for (FrameType type : values()) {
            BY_NUMBER[type.number] = type;
        }
    }

    private final int number;
    private final int flags;

    FrameType(int number, int flags) {
        this.number = number;
        this.flags = flags;
    }

    /** The type of this number; refuses unknown ones. */
    static FrameType of(int number) {
        FrameType type = BY_NUMBER[number];
        if (type == null) {
            throw new ProtocolError(ErrorCode.UNSUPPORTED, String.format("there is no frame of type %02X", number));
        }
        return type;
    }

    /** Refuses flags that this type does not name. */
    void requireFlags(int given) {
        if ((given & ~flags) != 0) {
            throw new ProtocolError(ErrorCode.UNSUPPORTED, String.format("%s has no flags %02X", this, given));
        }
    }
}
