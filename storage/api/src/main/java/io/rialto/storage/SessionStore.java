package io.rialto.storage;

import io.rialto.contract.session.DurableSubscription;
import io.vertx.core.Future;
import java.util.List;

/**
 * Keeps durable sessions: what outlives the connection of a device. Subscriptions, a queue of messages with QoS 1 and 2,
 * the packet ids that both sides must remember, the will. The store gives out positions, 1, 2, 3 … per queue, inside the
 * transaction. Everything is durable when its future succeeds; futures complete on the caller's context, failures are
 * {@code store_unavailable}.
 */
public interface SessionStore {
    /** Opens the session of a device for a connection: goes on with one that has not expired, or begins a new one. */
    Future<SessionOpened> open(SessionOpening opening);

    /** The connection has ended; answers the version of the table where the session ended with it, else 0. */
    Future<Long> close(SessionClosing closing);

    /**
     * The connection of a session has not ended, though somebody may have taken it for lost; false where another one holds it
     * now, or the session is gone.
     */
    Future<Boolean> hold(long key, long holder);

    /**
     * Adds a subscription, or changes the one of the same filter; answers the version of the table that has it, 0 where the
     * session is gone.
     *
     * @param retained whether the retained values of its filter are wanted in the queue, from the first one on; else what of
     *     them was wanted before still is
     */
    Future<Long> subscribe(long key, DurableSubscription subscription, boolean retained);

    /** Takes a subscription back; answers as {@link #subscribe}. */
    Future<Long> unsubscribe(long key, String filter);

    /** What has changed in the table since this version; 0: everything there is. */
    Future<SessionChanges> changes(long since);

    /** Puts a batch into queues, in one transaction; one outcome per entry, in the same order. */
    Future<List<Enqueued>> append(List<QueueEntry> batch, QueueBounds bounds);

    /**
     * Puts retained values that a subscription wants into the queue, in order, as many as that takes, and notes up to where,
     * in one transaction: each once, whoever else does the same. Leaves out what a message of the same topic in the queue,
     * behind {@link RetainedBatch#handedOver}, has overtaken.
     */
    Future<RetainedPlaced> retain(RetainedBatch batch, QueueBounds bounds);

    /** Reads from {@code after} (exclusive), at most {@code limit} messages, so many bytes unless the first is larger. */
    Future<QueuePage> read(long key, long after, int limit, int maxBytes);

    /**
     * What stands in queues, each message as often as queues have it, with the bytes that their bounds count; adds all
     * sessions up, so for now and then only.
     */
    Future<StoredMessages> stored();

    /** The newest position of a queue; 0 where the session is gone. */
    Future<Long> head(long key);

    /** Takes out of queues what was acknowledged, forgets packet ids that were let go of. */
    Future<Void> settle(List<QueueProgress> progress);

    /**
     * The client has received this with QoS 2: its packet id is remembered until it is let go of, and where it came from the
     * queue it stands there no more.
     *
     * @param place null where it did not come from the queue
     */
    Future<Void> received(long key, int packetId, QueueProgress.Place place);

    /**
     * The client says something in a room under this packet id with QoS 2: the number under which that counts once. The one
     * that was given first stands until the id is released.
     */
    Future<Long> mark(long key, int packetId, long number);

    /** The client has released what it published under this packet id with QoS 2: the id is free again. */
    Future<Void> released(long key, int packetId);

    /**
     * Sessions whose holders belong to no start of a node among these lose their connections now: their expiry, the delay of
     * their wills begin. Answers how many.
     */
    Future<Integer> orphan(List<Long> boots, long now);

    /** Sessions for which something is due at this time, at most so many. */
    Future<List<DueSession>> due(long now, int limit);

    /** The will of a session has been published. */
    Future<Void> willPublished(long key, long now);

    /** Ends a session that has expired by now; answers the version of the table, 0 where it has not. */
    Future<Long> end(long key, long now);

    /**
     * Forgets what nobody refers to, at most so many messages; of ended sessions that they were, where that was before
     * {@code then}. Answers how many messages.
     */
    Future<Integer> sweep(long then, int limit);
}
