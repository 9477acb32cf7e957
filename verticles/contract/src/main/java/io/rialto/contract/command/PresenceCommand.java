package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.List;

/**
 * Who is online, with which status.
 *
 * @param <R> what the answer is made of
 */
public sealed interface PresenceCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /** Sets the caller's status line, at most 256 characters; empty clears it. */
    record SetPresence(String status) implements PresenceCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads who is online, in the order asked, at most 200 accounts. */
    record GetPresence(List<AccountId> accounts) implements PresenceCommand<PresenceList> {
        /** Copies the accounts. */
        public GetPresence {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<PresenceList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** From now on pushes changes of presence of these accounts; the answer is how they stand now. */
    record WatchPresence(List<AccountId> accounts) implements PresenceCommand<PresenceList> {
        /** Copies the accounts. */
        public WatchPresence {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<PresenceList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Stops watching these accounts. */
    record UnwatchPresence(List<AccountId> accounts) implements PresenceCommand<Done> {
        /** Copies the accounts. */
        public UnwatchPresence {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Sets the status. */
        Future<Done> on(SetPresence command);

        /** Reads presence. */
        Future<PresenceList> on(GetPresence command);

        /** Starts watching. */
        Future<PresenceList> on(WatchPresence command);

        /** Stops watching. */
        Future<Done> on(UnwatchPresence command);
    }
}
