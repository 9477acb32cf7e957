package io.rialto.contract.session;

import io.rialto.contract.channel.Queued;

/** A connection as core sees it (decisions 28). Confined to the connection's context. */
public interface Outbound {
    /** Hands a push over without waiting; a connection that cannot take it closes itself. */
    void push(Push push);

    /** Hands a message of the queue over, to a door whose session has a {@link DurableSession}. */
    default void queued(Queued item) {
        throw new IllegalStateException("this door asked for no durable session");
    }

    /**
     * {@code yes}: core takes nothing more for now, stop reading from the connection until told otherwise. What has been
     * read already may still be published. Told once per change.
     */
    default void congested(boolean yes) {}
}
