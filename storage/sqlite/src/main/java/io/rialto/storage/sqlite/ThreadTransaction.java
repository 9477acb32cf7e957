package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import io.rialto.storage.sql.SqlTransaction;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;

/** The writer's transaction as a change sees it: blocking underneath, so every future is complete when it is returned. */
final class ThreadTransaction implements SqlTransaction {
    private final Statements statements;
    private SQLException broken;

    ThreadTransaction(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Future<Integer> update(Sql statement, Object... args) {
        return run(() -> statements.update(statement, args));
    }

    @Override
    public Future<Integer> updateEach(Sql statement, List<Object[]> rows) {
        return run(() -> {
            int touched = 0;
            for (Object[] row : rows) {
                touched += statements.update(statement, row);
            }
            return touched;
        });
    }

    @Override
    public <T> Future<T> query(Sql statement, Reading<T> reading, Object... args) {
        return run(() -> statements.query(statement, reading, args));
    }

    /** Throws what the driver threw, even where the change went on after it. */
    void rethrow() throws SQLException {
        if (broken != null) {
            throw broken;
        }
    }

    private <T> Future<T> run(Step<T> step) {
        try {
            return Future.succeededFuture(step.run());
        } catch (SQLException e) {
            broken = e;
            return Future.failedFuture(e);
        }
    }

    private interface Step<T> {
        T run() throws SQLException;
    }
}
