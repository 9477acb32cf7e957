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
    /** The connection was refused: too many of this door or address. */
    CONNECTION_LIMIT,
    /** Too many at once for the node. */
    OVERLOADED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
