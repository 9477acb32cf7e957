package io.rialto.bench.client;

import io.rialto.bench.scenario.Door;
import java.net.InetSocketAddress;

/** Where the protocols of one server are served. */
public interface Doors {
    /** Where this one is. */
    InetSocketAddress door(Door door);
}
