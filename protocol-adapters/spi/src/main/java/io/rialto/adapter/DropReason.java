package io.rialto.adapter;

import java.util.Locale;

/** Why something was dropped or refused; the label of the drop counter. */
public enum DropReason {
    /** The connection did not take it in time. */
    SLOW_CONSUMER,
    /** It was past its expiry. */
    EXPIRED,
    /** The client said it takes nothing that large. */
    TOO_LARGE,
    /** A piece of a larger payload, for a client whose protocol cannot tell it from a frame. */
    PIECE,
    /** A QoS 0 publish, or an MQTT 3.1.1 one, that was refused: its sender cannot be told (decisions 17). */
    REFUSED,
    /** A packet broke the protocol; its connection was closed. */
    MALFORMED,
    /** The connection was refused: too many of this door. */
    CONNECTION_LIMIT,
    /** The connection was refused: too many of its address. */
    ADDRESS_LIMIT,
    /** The connection was refused: too many a second, of this door or its address. */
    CONNECT_RATE,
    /** The connection was refused: it comes from no proxy that is trusted. */
    UNTRUSTED_PROXY,
    /** Too many at once for the node. */
    OVERLOADED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
