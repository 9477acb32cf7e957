package io.rialto.storage.sql;

import io.vertx.core.Future;

/**
 * One database, seen by the stores. Futures complete on the caller's context; they fail with {@code store_unavailable}
 * where the database cannot answer, with {@code overloaded} where too much waits for it already.
 */
public interface SqlDatabase {
    /** Reads committed rows in one snapshot. */
    <T> Future<T> read(Sql statement, Reading<T> reading, Object... args);

    /**
     * Runs a change in a transaction, which it may share with others; durable when done. A change that fails leaves
     * nothing behind, and does not harm the others.
     *
     * @param weight how many rows, roughly: what the bound of the queue counts
     */
    <T> Future<T> write(int weight, Change<T> change);
}
