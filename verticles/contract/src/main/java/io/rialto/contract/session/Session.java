package io.rialto.contract.session;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.Command;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Future;
import java.util.Optional;

/** A signed-in account on one connection. Confined to the connection's context: every call is made on it. */
public interface Session {
    /** Who, on what, since when. */
    SessionInfo info();

    /** Whether this is a guest: plain topics only, no {@code $…} trees (decisions 4). */
    boolean guest();

    /** What of it outlives the connection; empty where nothing does. */
    default Optional<DurableSession> durable() {
        return Optional.empty();
    }

    /** Carries out a command; the future completes on the connection's context. */
    <R> Future<R> submit(Command<R> command);

    /**
     * Publishes to a channel; publications of one session keep their order. The receipt, if there is one, is told on the
     * connection's context.
     */
    void publish(Publication publication);

    /**
     * Publishes a frame to a stream room; frames of one session keep their order. The receipt, if there is one, is told on
     * the connection's context.
     */
    void publish(StreamPublication publication);

    /** Ends the session: subscriptions, watches go; the cursor stays. Idempotent; the door calls it when its connection closed. */
    void close();
}
