package io.rialto.contract.session;

/** A connection as core sees it (decisions 28). Confined to the connection's context. */
public interface Outbound {
    /** Hands a push over without waiting; a connection that cannot take it closes itself. */
    void push(Push push);

    /**
     * {@code yes}: core takes nothing more for now, stop reading from the connection until told otherwise. What has been
     * read already may still be published. Told once per change.
     */
    default void congested(boolean yes) {}
}
