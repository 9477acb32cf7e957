package io.rialto.storage.sqlite;

import java.sql.SQLException;

/**
 * Something to be done in the writer's transaction. It may run again after a rollback.
 *
 * @param <T> what it answers
 */
interface WriteOperation<T> {
    /** What it counts in the queue, in the batch: messages, roughly. */
    int weight();

    /** Whether its caller hands over what has gathered meanwhile as soon as this one is answered. */
    default boolean isFollowed() {
        return false;
    }

    /**
     * Does it, on the writer's thread. A {@link Refusal} must leave nothing behind; after any other exception the
     * transaction is rolled back.
     */
    T run(WriteSession session) throws SQLException;
}
