package io.rialto.bench.client;

import java.net.InetSocketAddress;

/**
 * A connection to be made.
 *
 * @param server where to
 * @param wire what is spoken there
 */
record Seat(InetSocketAddress server, Wire wire) {}
