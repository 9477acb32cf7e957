package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;

/**
 * What two accounts are to each other.
 *
 * @param <R> what the answer is made of
 */
public sealed interface ContactCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /**
     * Adds a contact: asks the other one, or, where that one has asked before, makes both friends. {@code blocked} where the
     * other one has blocked the caller, {@code already} where they are friends. {@code text} goes with the request, null: none.
     */
    record AddContact(AccountId account, String text) implements ContactCommand<ContactInfo> {
        @Override
        public Future<ContactInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a friendship, takes a request back, rejects one, lifts the own block; {@code not_found} where there is none of these. */
    record RemoveContact(AccountId account) implements ContactCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes no messages of this account any more, nor requests; a friend is none from then on. */
    record BlockContact(AccountId account) implements ContactCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Lifts a block, nothing else; {@code not_found} where there is none. */
    record UnblockContact(AccountId account) implements ContactCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** The friends of the caller: those who are added both ways. */
    record ListContacts() implements ContactCommand<AccountList> {
        @Override
        public Future<AccountList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Whom the caller has blocked. */
    record ListBlocked() implements ContactCommand<AccountList> {
        @Override
        public Future<AccountList> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Answers a request. */
        Future<ContactInfo> on(AddContact command);

        /** Answers the end of a contact. */
        Future<Done> on(RemoveContact command);

        /** Answers a block. */
        Future<Done> on(BlockContact command);

        /** Answers the end of a block. */
        Future<Done> on(UnblockContact command);

        /** Answers who the friends are. */
        Future<AccountList> on(ListContacts command);

        /** Answers who is blocked. */
        Future<AccountList> on(ListBlocked command);
    }
}
