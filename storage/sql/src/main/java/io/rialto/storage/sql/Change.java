package io.rialto.storage.sql;

import io.vertx.core.Future;

/**
 * A short script of statements that succeeds or fails as a whole. It may run more than once, so it keeps no state.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface Change<T> {
    /** Runs in a transaction; failing with a {@code GatewayException} refuses, and undoes, this change alone. */
    Future<T> in(SqlTransaction tx);
}
