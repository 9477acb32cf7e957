package io.rialto.channel;

import io.vertx.core.Context;

/** Something that a connection published, on its way to the home of its room. Immutable. */
public interface Uploaded {
    /** Bytes that it takes on its way. */
    int weight();

    /** Where its publisher is told. */
    Context context();

    /** Tells the publisher, if it waits, that it was refused; on its context. */
    void refuse(Throwable why);
}
