package io.rialto.storage;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the newest retained value of each topic. Futures complete on the caller's context; failures are
 * {@code store_unavailable}.
 */
public interface RetainedStore {
    /**
     * Writes values in one transaction, durable when done; a value with empty bytes removes the topic's. The newest of a
     * topic by epoch, then sequence, wins, of equals the last: what an earlier home writes late neither overwrites nor
     * removes what a later one has written, nor brings back what it has removed; writing the same again is harmless. What
     * has been removed counts as expired at its {@link RetainedValue#ts}, until {@link #removeExpired} forgets it.
     */
    Future<Void> write(List<RetainedValue> values);

    /** The value of one topic, unless it has expired at {@code now} (milliseconds since 1970). */
    Future<Optional<RetainedValue>> get(String topic, long now);

    /**
     * A page of values whose topics begin with {@code prefix}, in order of topic (by code point), after {@code afterTopic} (exclusive;
     * empty: from the start), at most {@code limit}, without expired ones. A page shorter than {@code limit} is the last.
     */
    Future<List<RetainedValue>> scan(String prefix, String afterTopic, int limit, long now);

    /**
     * How many topics have a value that has not expired at {@code now}, the bytes of their payloads; reads them all, so for
     * now and then only.
     */
    Future<StoredMessages> stored(long now);

    /**
     * Forgets what had expired or been removed at that time (milliseconds since 1970); answers how many. Only up to then an
     * older value that is written late is told from a new one.
     */
    Future<Integer> removeExpired(long then);
}
