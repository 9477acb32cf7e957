package io.rialto.channel;

import io.vertx.core.Context;

/** Something that a connection published, on its way to the home of its room. Immutable. */
public interface Uploaded {
    /** Bytes that it takes on its way. */
    int weight();

    /** Where its publisher is told. */
    Context context();

    /** What its publisher waits for. */
    Awaits awaits();

    /** Tells the publisher, if it waits, that it was refused; on its context. */
    void refuse(Throwable why);

    /** Tells the publisher, if it waits, what became of it; on its context. */
    void settle(Outcome outcome);

    /** Tells the publisher that all subscribers have been handed it, or have lost it; on its context. */
    void spread();

    /** As it travels to another node. */
    Carried carried();
}
