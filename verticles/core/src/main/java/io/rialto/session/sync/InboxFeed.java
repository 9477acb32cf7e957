package io.rialto.session.sync;

import io.rialto.contract.command.Done;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.vertx.core.Future;

/**
 * Feeds one session from its account's inbox. Confined to the connection's context: every call is made on it, and its
 * timers and reads come back on it. Calls from within a push are allowed; they are dealt with after it.
 */
public interface InboxFeed {
    /** A new item stands in the inbox; positions that were told before are ignored. */
    void arrived(InboxItem item);

    /** As {@link #arrived}, but this very session sent the item: it learns of it from the answer to its send. */
    void sent(InboxItem item);

    /** The inbox reaches so far, whether the items up to there were told or not. */
    void reaches(long head);

    /**
     * Answers a pull, which also acknowledges {@code after}.
     *
     * @param limit at most this many items; the feed has its own upper bound, and takes it where this is not positive
     * @param maxBytes at most this much payload; as above
     */
    Future<InboxPage> pull(long after, int limit, int maxBytes);

    /** Takes an acknowledgement; of everything up to {@code iseq}, or of this one item where the server drives. */
    Future<Done> ack(long iseq);

    /** The connection is gone: nothing is pushed any more, no timer stays. Idempotent. */
    void close();
}
