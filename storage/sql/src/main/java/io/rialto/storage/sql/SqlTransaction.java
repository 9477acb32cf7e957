package io.rialto.storage.sql;

import io.vertx.core.Future;
import java.util.List;

/**
 * An open transaction, for the length of one {@link Change}. Its futures may be complete already when they are returned;
 * their handlers run wherever the backend runs the change, never on the caller's context.
 */
public interface SqlTransaction {
    /** Runs a statement; answers how many rows it touched. */
    Future<Integer> update(Sql statement, Object... args);

    /** Runs a statement once per row of arguments; answers how many rows were touched in all. */
    Future<Integer> updateEach(Sql statement, List<Object[]> rows);

    /** Reads; sees what the transaction has written. */
    <T> Future<T> query(Sql statement, Reading<T> reading, Object... args);
}
