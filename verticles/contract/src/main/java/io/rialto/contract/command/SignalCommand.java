package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.vertx.core.Future;
import java.util.List;

/**
 * What is said to whoever is there now; nothing of it is kept.
 *
 * @param <R> what the answer is made of
 */
public sealed interface SignalCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /**
     * Says something to whoever is there now: to the other members of a direct room or group, nothing is kept. Who may send
     * a message there may do so.
     */
    record Signal(RoomId room, Content content) implements SignalCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Says something to those friends who are there now; nothing is kept. */
    record SignalContacts(Content content) implements SignalCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Says something to those of at most 200 accounts who are there now, friends or not; nothing is kept. Left out, without
     * a word, is who does not exist, who has blocked the caller, whom the caller has blocked.
     *
     * @param strict whether it fails with {@code not_found} instead, said to nobody, where one of them does not exist
     */
    record SignalAccounts(List<AccountId> accounts, Content content, boolean strict) implements SignalCommand<Done> {
        /** Not a strict one. */
        public SignalAccounts(List<AccountId> accounts, Content content) {
            this(accounts, content, false);
        }

        /** Copies the accounts. */
        public SignalAccounts {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Signals to a room. */
        Future<Done> on(Signal command);

        /** Signals to the friends. */
        Future<Done> on(SignalContacts command);

        /** Signals to accounts. */
        Future<Done> on(SignalAccounts command);
    }
}
