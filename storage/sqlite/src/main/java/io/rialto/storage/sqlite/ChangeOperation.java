package io.rialto.storage.sqlite;

import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Change;
import io.vertx.core.Future;
import java.sql.SQLException;

/** Runs a store's change between savepoints, so that its refusal undoes it alone. */
record ChangeOperation<T>(int weight, Change<T> change) implements WriteOperation<T> {
    @Override
    public T run(WriteSession session) throws SQLException {
        session.log().flush();
        session.savepoint();
        ThreadTransaction tx = new ThreadTransaction(session.statements());
        Future<T> outcome = change.in(tx);
        tx.rethrow();
        if (!outcome.isComplete()) {
            throw new IllegalStateException("a change waits for something outside of its transaction");
        }
        if (outcome.failed()) {
            refuse(session, outcome.cause());
        }
        session.release();
        return outcome.result();
    }

    private static void refuse(WriteSession session, Throwable cause) throws SQLException {
        if (cause instanceof GatewayException refused) {
            session.rollbackToSavepoint();
            throw new Refusal(refused);
        }
        throw new IllegalStateException("a change failed", cause);
    }
}
