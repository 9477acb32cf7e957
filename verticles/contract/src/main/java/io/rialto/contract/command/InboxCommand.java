package io.rialto.contract.command;

import io.rialto.contract.message.InboxPage;
import io.vertx.core.Future;

/**
 * The inbox of the caller's device.
 *
 * @param <R> what the answer is made of
 */
public sealed interface InboxCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /**
     * Begins to feed the session from its account's inbox; from then on the device has a cursor. Asked again, it begins anew
     * behind what was acknowledged.
     */
    record OpenInbox(InboxMode mode) implements InboxCommand<InboxOpened> {
        @Override
        public Future<InboxOpened> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads the inbox from {@code after} (exclusive), which also acknowledges {@code after} (rooms.md T12). */
    record PullInbox(long after, int limit, int maxBytes) implements InboxCommand<InboxPage> {
        @Override
        public Future<InboxPage> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Acknowledges: in handshake mode everything up to {@code iseq}, in window mode this one item, in any order.
     */
    record AckInbox(long iseq) implements InboxCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Opens the inbox. */
        Future<InboxOpened> on(OpenInbox command);

        /** Answers a pull. */
        Future<InboxPage> on(PullInbox command);

        /** Takes an acknowledgement. */
        Future<Done> on(AckInbox command);
    }
}
