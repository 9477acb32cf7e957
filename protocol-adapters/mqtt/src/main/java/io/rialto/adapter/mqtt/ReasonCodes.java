package io.rialto.adapter.mqtt;

import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Push;

/** The reason codes of MQTT 5 §2.4 that this door uses; every failure becomes a code here. */
final class ReasonCodes {
    static final int SUCCESS = 0x00;
    static final int DISCONNECT_WITH_WILL = 0x04;
    static final int NO_MATCHING_SUBSCRIBERS = 0x10;
    static final int NO_SUBSCRIPTION_EXISTED = 0x11;
    static final int CONTINUE_AUTHENTICATION = 0x18;
    static final int RE_AUTHENTICATE = 0x19;
    static final int UNSPECIFIED = 0x80;
    static final int MALFORMED = 0x81;
    static final int PROTOCOL_ERROR = 0x82;
    static final int IMPLEMENTATION_SPECIFIC = 0x83;
    static final int UNSUPPORTED_VERSION = 0x84;
    static final int CLIENT_ID_NOT_VALID = 0x85;
    static final int BAD_USER_NAME_OR_PASSWORD = 0x86;
    static final int NOT_AUTHORIZED = 0x87;
    static final int SERVER_UNAVAILABLE = 0x88;
    static final int SERVER_SHUTTING_DOWN = 0x8B;
    static final int BAD_AUTHENTICATION_METHOD = 0x8C;
    static final int KEEP_ALIVE_TIMEOUT = 0x8D;
    static final int SESSION_TAKEN_OVER = 0x8E;
    static final int FILTER_INVALID = 0x8F;
    static final int TOPIC_NAME_INVALID = 0x90;
    static final int PACKET_ID_IN_USE = 0x91;
    static final int PACKET_ID_NOT_FOUND = 0x92;
    static final int RECEIVE_MAXIMUM_EXCEEDED = 0x93;
    static final int TOPIC_ALIAS_INVALID = 0x94;
    static final int PACKET_TOO_LARGE = 0x95;
    static final int MESSAGE_RATE_TOO_HIGH = 0x96;
    static final int QUOTA_EXCEEDED = 0x97;
    static final int ADMINISTRATIVE_ACTION = 0x98;
    static final int PAYLOAD_FORMAT_INVALID = 0x99;
    static final int USE_ANOTHER_SERVER = 0x9C;
    static final int CONNECTION_RATE_EXCEEDED = 0x9F;

    /** The code of any SUBACK of MQTT 3.1.1 that refuses. */
    static final int V3_SUBSCRIBE_FAILURE = 0x80;

    static final int V3_UNACCEPTABLE_VERSION = 1;
    static final int V3_IDENTIFIER_REJECTED = 2;

    static final int V3_UNAVAILABLE = 3;
    private static final int V3_BAD_USER_NAME_OR_PASSWORD = 4;
    private static final int V3_NOT_AUTHORIZED = 5;

    private ReasonCodes() {}

    /** Whether a client may give this reason, other than 0, in a packet of this type (MQTT 5 §3.4–3.7, §3.14). */
    static boolean isOf(PacketType type, int reason) {
        return switch (type) {
            case PUBACK, PUBREC ->
                switch (reason) {
                    case NO_MATCHING_SUBSCRIBERS,
                            UNSPECIFIED,
                            IMPLEMENTATION_SPECIFIC,
                            NOT_AUTHORIZED,
                            TOPIC_NAME_INVALID,
                            PACKET_ID_IN_USE,
                            QUOTA_EXCEEDED,
                            PAYLOAD_FORMAT_INVALID -> true;
                    default -> false;
                };
            case PUBREL, PUBCOMP -> reason == PACKET_ID_NOT_FOUND;
            case DISCONNECT ->
                switch (reason) {
                    case DISCONNECT_WITH_WILL,
                            UNSPECIFIED,
                            MALFORMED,
                            PROTOCOL_ERROR,
                            IMPLEMENTATION_SPECIFIC,
                            TOPIC_NAME_INVALID,
                            RECEIVE_MAXIMUM_EXCEEDED,
                            TOPIC_ALIAS_INVALID,
                            PACKET_TOO_LARGE,
                            MESSAGE_RATE_TOO_HIGH,
                            QUOTA_EXCEEDED,
                            ADMINISTRATIVE_ACTION,
                            PAYLOAD_FORMAT_INVALID -> true;
                    default -> false;
                };
            case RESERVED,
                    CONNECT,
                    CONNACK,
                    PUBLISH,
                    SUBSCRIBE,
                    SUBACK,
                    UNSUBSCRIBE,
                    UNSUBACK,
                    PINGREQ,
                    PINGRESP,
                    AUTH -> false;
        };
    }

    /**
     * What a failure is called in each packet that may answer it.
     *
     * @param publish in PUBACK, PUBREC: only 80, 83, 87, 90, 91, 97, 99 are allowed (decisions 27)
     * @param subscribe in SUBACK
     * @param connect in CONNACK of MQTT 5
     * @param connect3 in CONNACK of MQTT 3.1.1
     */
    record Codes(int publish, int subscribe, int connect, int connect3) {
        /** In CONNACK of this protocol. */
        int connect(Protocol protocol) {
            return protocol.is5() ? connect : connect3;
        }

        /** In SUBACK of this protocol. */
        int subscribe(Protocol protocol) {
            return protocol.is5() ? subscribe : V3_SUBSCRIBE_FAILURE;
        }
    }

    /** The codes of any failure. */
    static Codes of(Throwable failure) {
        return of(GatewayException.codeOf(failure).kind());
    }

    /** Whether the same may succeed later, so that saying it again makes sense. */
    static boolean isTransient(Throwable failure) {
        return switch (GatewayException.codeOf(failure).kind()) {
            case OVERLOADED, UNAVAILABLE, INTERNAL -> true;
            case MALFORMED, UNAUTHENTICATED, DENIED, NOT_FOUND, CONFLICT -> false;
        };
    }

    /** What a failure is called in the SUBACK to a filter of a stream room: one that is not there may come to be. */
    static int stream(Throwable failure, Protocol protocol) {
        boolean missing = GatewayException.codeOf(failure).kind() == ErrorKind.NOT_FOUND;
        return missing ? UNSPECIFIED : of(failure).subscribe(protocol);
    }

    static Codes of(ErrorKind kind) {
        return switch (kind) {
            case MALFORMED ->
                new Codes(PAYLOAD_FORMAT_INVALID, FILTER_INVALID, IMPLEMENTATION_SPECIFIC, V3_NOT_AUTHORIZED);
            case UNAUTHENTICATED ->
                new Codes(NOT_AUTHORIZED, NOT_AUTHORIZED, BAD_USER_NAME_OR_PASSWORD, V3_BAD_USER_NAME_OR_PASSWORD);
            case DENIED -> new Codes(NOT_AUTHORIZED, NOT_AUTHORIZED, NOT_AUTHORIZED, V3_NOT_AUTHORIZED);
            case NOT_FOUND -> new Codes(TOPIC_NAME_INVALID, NOT_AUTHORIZED, NOT_AUTHORIZED, V3_NOT_AUTHORIZED);
            case CONFLICT -> new Codes(UNSPECIFIED, UNSPECIFIED, UNSPECIFIED, V3_UNAVAILABLE);
            case OVERLOADED -> new Codes(QUOTA_EXCEEDED, QUOTA_EXCEEDED, QUOTA_EXCEEDED, V3_UNAVAILABLE);
            case UNAVAILABLE -> new Codes(UNSPECIFIED, UNSPECIFIED, SERVER_UNAVAILABLE, V3_UNAVAILABLE);
            case INTERNAL -> new Codes(UNSPECIFIED, UNSPECIFIED, UNSPECIFIED, V3_UNAVAILABLE);
        };
    }

    /** The code of a DISCONNECT that ends a session from inside. */
    static int of(Push.Reason reason) {
        return switch (reason) {
            case REPLACED, OTHER_DEVICE -> SESSION_TAKEN_OVER;
            case TOKEN_EXPIRED -> NOT_AUTHORIZED;
            case SIGNED_OUT, BLOCKED -> ADMINISTRATIVE_ACTION;
            case SHUTDOWN -> SERVER_SHUTTING_DOWN;
        };
    }

    /** The code of a CONNACK of MQTT 5 that refuses, in MQTT 3.1.1; 0 where that just closes. */
    static int connect3(int reason) {
        return switch (reason) {
            case UNSUPPORTED_VERSION -> V3_UNACCEPTABLE_VERSION;
            case CLIENT_ID_NOT_VALID -> V3_IDENTIFIER_REJECTED;
            default -> 0;
        };
    }
}
