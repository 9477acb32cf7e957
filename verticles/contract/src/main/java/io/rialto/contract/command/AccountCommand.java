package io.rialto.contract.command;

import io.vertx.core.Future;

/**
 * What a session asks about its own account.
 *
 * @param <R> what the answer is made of
 */
public sealed interface AccountCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /**
     * Gives the caller's account another password. Its other sessions are signed out, its tokens are good no more;
     * {@code forbidden} where {@code old} is not the password it has.
     */
    record ChangePassword(String old, String fresh) implements AccountCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return "ChangePassword[]";
        }
    }

    /** The caller's own sessions. */
    record ListSessions() implements AccountCommand<SessionList> {
        @Override
        public Future<SessionList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Changes the password. */
        Future<Done> on(ChangePassword command);

        /** Lists sessions. */
        Future<SessionList> on(ListSessions command);
    }
}
