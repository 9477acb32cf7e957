package io.rialto.bench.client;

import java.nio.ByteBuffer;

/** The client's side of a protocol on one connection. */
interface Wire {
    /** The connection stands: say hello. */
    void opened(Link link);

    /**
     * Takes the frame that starts at {@code at}, of which the bytes before {@code end} are there.
     *
     * @return the frame's whole length, all of it there or not, or 0 when more bytes are needed to tell
     */
    long take(Link link, ByteBuffer in, int at, int end);

    /** The number of the next request, where the protocol numbers them. */
    int nextId();
}
