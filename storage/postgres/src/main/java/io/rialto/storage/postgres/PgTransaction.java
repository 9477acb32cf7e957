package io.rialto.storage.postgres;

import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import io.rialto.storage.sql.SqlTransaction;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The transaction that changes run in. Confined to its session's context. */
final class PgTransaction implements SqlTransaction {
    private final Session session;
    private final Dialect dialect;
    private long touched;

    PgTransaction(Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    @Override
    public Future<Integer> update(Sql statement, Object... args) {
        return run(dialect.text(statement), PgRow.bind(args)).map(rows -> touched(rows.rowCount()));
    }

    @Override
    public Future<Integer> updateEach(Sql statement, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<Tuple> tuples = rows.stream().map(PgRow::bind).toList();
        return session.runEach(dialect.text(statement), tuples).map(this::sum);
    }

    /** What is asked may write as well, {@code returning} what it wrote. */
    @Override
    public <T> Future<T> query(Sql statement, Reading<T> reading, Object... args) {
        String text = dialect.text(statement);
        return run(text, PgRow.bind(args)).map(rows -> {
            touched(text.startsWith("select") ? 0 : rows.rowCount());
            return PgRow.read(rows, reading);
        });
    }

    /** Runs a statement of the backend's own, which says itself what it {@link #touched}. */
    Future<RowSet<Row>> run(String text, Tuple args) {
        return session.run(text, args);
    }

    /** So many rows were written. */
    int touched(int rows) {
        touched += rows;
        return rows;
    }

    /** Whether anything was written. */
    boolean changed() {
        return touched > 0;
    }

    /** The rows touched by all statements of a batch, whose results are chained. */
    private int sum(RowSet<Row> first) {
        int sum = 0;
        for (RowSet<Row> one = first; one != null; one = one.next()) {
            sum += one.rowCount();
        }
        return touched(sum);
    }
}
