package io.rialto.adapter.mqtt;

/** The properties of MQTT 5 §2.2.2.2 that clients send or this door sends: numbers, types, where clients may use them. */
enum Property {
    PAYLOAD_FORMAT(0x01, Type.FLAG, Place.PUBLISH, Place.WILL),
    MESSAGE_EXPIRY(0x02, Type.INT, Place.PUBLISH, Place.WILL),
    CONTENT_TYPE(0x03, Type.TEXT, Place.PUBLISH, Place.WILL),
    RESPONSE_TOPIC(0x08, Type.TEXT, Place.PUBLISH, Place.WILL),
    CORRELATION_DATA(0x09, Type.BINARY, Place.PUBLISH, Place.WILL),
    SUBSCRIPTION_ID(0x0B, Type.VARIABLE, Place.SUBSCRIBE),
    SESSION_EXPIRY(0x11, Type.INT, Place.CONNECT, Place.DISCONNECT),
    ASSIGNED_CLIENT_ID(0x12, Type.TEXT),
    SERVER_KEEP_ALIVE(0x13, Type.SHORT),
    AUTH_METHOD(0x15, Type.TEXT, Place.CONNECT, Place.AUTH),
    AUTH_DATA(0x16, Type.BINARY, Place.CONNECT, Place.AUTH),
    REQUEST_PROBLEM_INFORMATION(0x17, Type.FLAG, Place.CONNECT),
    WILL_DELAY(0x18, Type.INT, Place.WILL),
    REQUEST_RESPONSE_INFORMATION(0x19, Type.FLAG, Place.CONNECT),
    RESPONSE_INFORMATION(0x1A, Type.TEXT),
    SERVER_REFERENCE(0x1C, Type.TEXT),
    REASON_STRING(0x1F, Type.TEXT, Place.ACK, Place.DISCONNECT, Place.AUTH),
    RECEIVE_MAXIMUM(0x21, Type.SHORT, Place.CONNECT),
    TOPIC_ALIAS_MAXIMUM(0x22, Type.SHORT, Place.CONNECT),
    TOPIC_ALIAS(0x23, Type.SHORT, Place.PUBLISH),
    USER(0x26, Type.PAIR, Place.values()),
    MAXIMUM_PACKET_SIZE(0x27, Type.INT, Place.CONNECT),
    WILDCARD_SUBSCRIPTIONS(0x28, Type.FLAG),
    SUBSCRIPTION_IDS(0x29, Type.FLAG),
    SHARED_SUBSCRIPTIONS(0x2A, Type.FLAG);

    /** How a property's value looks. */
    enum Type {
        /** A byte, 0 or 1. */
        FLAG,
        SHORT,
        INT,
        VARIABLE,
        TEXT,
        BINARY,
        PAIR
    }

    /** Where clients send properties. */
    enum Place {
        CONNECT(1),
        WILL(2),
        PUBLISH(4),
        ACK(8),
        SUBSCRIBE(16),
        UNSUBSCRIBE(32),
        DISCONNECT(64),
        AUTH(128);

        private final int bit;

        Place(int bit) {
            this.bit = bit;
        }
    }

    private static final Property[] BY_NUMBER = byNumber();

    private final int number;
    private final Type type;
    private final int places;

    Property(int number, Type type, Place... places) {
        this.number = number;
        this.type = type;
        int bits = 0;
        for (Place place : places) {
            bits |= place.bit;
        }
        this.places = bits;
    }

    /**
     * The property of a number, where clients may use it here. One that its packet never has is malformed (MQTT 5 §2.2.2.2), one
     * that only a server may say in this packet is a protocol error.
     */
    static Property of(int number, Place place) {
        Property found = number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (found == null) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "property " + number + " is unknown");
        }
        if ((found.places & place.bit) == 0) {
            int reason = found.isServers(place) ? ReasonCodes.PROTOCOL_ERROR : ReasonCodes.MALFORMED;
            throw new MalformedPacket(reason, found + " does not belong to " + place);
        }
        return found;
    }

    /** Whether servers, and only they, send it in a packet that clients send as well (MQTT-3.3.4-6, MQTT 5 §3.14.2.2.5). */
    private boolean isServers(Place place) {
        return (this == SUBSCRIPTION_ID && place == Place.PUBLISH)
                || (this == SERVER_REFERENCE && place == Place.DISCONNECT);
    }

    int number() {
        return number;
    }

    Type type() {
        return type;
    }

    private static Property[] byNumber() {
        Property[] table = new Property[0x2B];
        for (Property property : values()) {
            table[property.number] = property;
        }
        return table;
    }
}
