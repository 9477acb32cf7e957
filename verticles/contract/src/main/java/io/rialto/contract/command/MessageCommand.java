package io.rialto.contract.command;

import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;

/**
 * What is said in direct rooms, groups, to be kept.
 *
 * @param <R> what the answer is made of
 */
public sealed interface MessageCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /** Says something in a direct room or group; the answer comes after the commit. {@code cmid} may be null. */
    record SendMessage(RoomId room, String cmid, Content content) implements MessageCommand<Sent> {
        @Override
        public Future<Sent> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Says something in a direct room, as the two who belong to it may since both are members of a group, whatever they are to
     * each other otherwise; {@code not_member} where one of them is none.
     *
     * @param said a {@link SendMessage} or a {@link SignalCommand.Signal}
     */
    record Within<R>(RoomId group, Command<R> said) implements MessageCommand<R> {
        @Override
        public Future<R> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Asks whether the caller may say something in a direct room or group now; fails with why not. */
    record MaySpeak(RoomId room) implements MessageCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Reads a room's log: forwards from {@code after} (exclusive), or backwards from {@code before} (exclusive) when
     * {@code before > 0}. The page is in rising order either way.
     */
    record ReadHistory(RoomId room, long after, long before, int limit, int maxBytes)
            implements MessageCommand<HistoryPage> {
        @Override
        public Future<HistoryPage> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Fetches one message of a room the caller belongs to. */
    record FetchMessage(MessageId mid) implements MessageCommand<StoredMessage> {
        @Override
        public Future<StoredMessage> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Takes the content of a message away: its sender may, within {@code messages.recallWindow}, of a group's message
     * its owner at any time. The answer has the numbers of the entry that says so, see
     * {@link io.rialto.contract.message.Erasure}; of one that was there before with {@code dup}, without a position in
     * the caller's inbox where it was somebody else's.
     *
     * @param text what those in the room read with it; null: nothing
     */
    record RecallMessage(RoomId room, long cseq, String text) implements MessageCommand<Sent> {
        /** Without a word. */
        public RecallMessage(RoomId room, long cseq) {
            this(room, cseq, null);
        }

        @Override
        public Future<Sent> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes the content of a direct message away that the caller has received; the answer is as that of a recall. */
    record BurnMessage(RoomId room, long cseq, String text) implements MessageCommand<Sent> {
        /** Without a word. */
        public BurnMessage(RoomId room, long cseq) {
            this(room, cseq, null);
        }

        @Override
        public Future<Sent> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Answers a send. */
        Future<Sent> on(SendMessage command);

        /** Answers what is said within a group. */
        <R> Future<R> on(Within<R> command);

        /** Answers whether something may be said. */
        Future<Done> on(MaySpeak command);

        /** Answers a read of history. */
        Future<HistoryPage> on(ReadHistory command);

        /** Answers a fetch of one message. */
        Future<StoredMessage> on(FetchMessage command);

        /** Recalls a message. */
        Future<Sent> on(RecallMessage command);

        /** Burns a message. */
        Future<Sent> on(BurnMessage command);
    }
}
