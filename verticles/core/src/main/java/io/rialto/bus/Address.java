package io.rialto.bus;

import io.rialto.cluster.Home;
import java.util.Locale;

/** The verticles that can be reached, each at one address per (node, shard). */
public enum Address {
    MESSAGES,
    ROOMS,
    CONTACTS,
    CHANNELS,
    STREAMS,
    SESSIONS,
    PRESENCE,
    SHARES,
    /** One per node, at its first shard. */
    OFFICE;

    String at(Home home) {
        return name().toLowerCase(Locale.ROOT) + "." + home.node() + "." + home.shard();
    }
}
