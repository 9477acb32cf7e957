package io.rialto.contract.session;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;

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

    /**
     * An operator has the connection see a stream room, or no more: the door does what it would do if its client had asked,
     * tells the client where its protocol has a word for it. {@code unsupported} at doors that push nothing.
     */
    default Future<Void> view(Viewing viewing) {
        return Future.failedFuture(
                new GatewayException(ErrorCode.UNSUPPORTED, "frames of stream rooms do not come through this door"));
    }
}
