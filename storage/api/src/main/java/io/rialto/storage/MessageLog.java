package io.rialto.storage;

import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The log of every durable room. The store, not the caller, gives out positions: {@code cseq} per room,
 * {@code iseq} per account, both 1, 2, 3 … without holes, inside the transaction (decisions 10).
 */
public interface MessageLog {
    /**
     * Appends a batch in one transaction, together with the inbox rows of senders, recipients. Duplicates (same sender,
     * same {@code cmid}, stored or earlier in the batch) take no position. When the future succeeds, everything is
     * synced to disk; when it fails ({@code store_unavailable}), nothing of the batch is in the log. (After a failed
     * sync nobody can know; the dedupe makes sending it again safe.)
     *
     * <p>An entry that erases takes the content of its target away in the same transaction: whoever reads it, by whatever
     * method, reads what is left. A target erased before makes the entry a duplicate; one that is not there any more does
     * not.
     *
     * @return one outcome per entry, in the same order; entries of one room get rising positions in the order given
     */
    Future<List<Appended>> append(List<LogEntry> batch);

    /** What a batch weighs here, for whoever makes batches: one above {@code max} holds up whatever waits behind it. */
    default CommitWeight weighing(int max) {
        return new CommitWeight(max, 1);
    }

    /**
     * Reads forwards from {@code after} (exclusive); at most {@code limit} messages, at most {@code maxBytes} of payload
     * unless the first one alone is larger.
     */
    Future<HistoryPage> readAfter(RoomId room, long after, int limit, int maxBytes);

    /** Reads the messages before {@code before} (exclusive), the newest of them, in rising order. */
    Future<HistoryPage> readBefore(RoomId room, long before, int limit, int maxBytes);

    /** The message of this id. */
    Future<Optional<StoredMessage>> byId(MessageId mid);

    /** The newest position of a room; 0 where nothing was said. */
    Future<Long> head(RoomId room);
}
