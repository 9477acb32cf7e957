package io.rialto.adapter;

import io.rialto.config.SessionsConfig;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.Command;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;

/**
 * What every request of a connection passes: is it signed in, within its rate? Confined to the connection's event loop.
 */
public final class CommandGate {
    private final SessionsConfig limits;
    private Session session;
    /** Null until the first command. */
    private Rate rate;

    /** A gate for a connection that has not signed in. */
    public CommandGate(SessionsConfig limits) {
        this.limits = limits;
    }

    /** The connection has signed in. */
    public void open(Session opened) {
        this.session = opened;
    }

    /** Whether the connection has signed in. */
    public boolean isOpen() {
        return session != null;
    }

    /** The session; null before the sign-in. */
    public Session session() {
        return session;
    }

    /** Carries out a command, or fails with {@code unauthenticated} or {@code rate_limited}. */
    public <R> Future<R> submit(Command<R> command) {
        if (session == null) {
            return Future.failedFuture(new GatewayException(ErrorCode.UNAUTHENTICATED, "sign in first"));
        }
        if (rate == null) {
            rate = new Rate(limits.commandsPerSecond());
        }
        if (!rate.take()) {
            return Future.failedFuture(new GatewayException(
                    ErrorCode.RATE_LIMITED, "more than " + rate.perSecond() + " requests per second"));
        }
        return session.submit(command);
    }

    /** Publishes to a channel; only after the sign-in. */
    public void publish(Publication publication) {
        session.publish(publication);
    }

    /** Ends the session, if there is one. Idempotent. */
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
