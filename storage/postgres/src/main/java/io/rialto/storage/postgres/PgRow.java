package io.rialto.storage.postgres;

import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Row;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** A row of the client as the stores see it; what they bind as the client takes it. */
record PgRow(io.vertx.sqlclient.Row row) implements Row {
    @Override
    public Object value(int column) {
        Object value = row.getValue(column);
        return value instanceof Buffer bytes ? bytes.getBytes() : value;
    }

    static <T> T read(RowSet<io.vertx.sqlclient.Row> rows, Reading<T> reading) {
        for (io.vertx.sqlclient.Row row : rows) {
            if (!reading.next(new PgRow(row))) {
                break;
            }
        }
        return reading.result();
    }

    static Tuple bind(Object... args) {
        Tuple tuple = Tuple.tuple();
        for (Object arg : args) {
            tuple.addValue(arg instanceof byte[] bytes ? Buffer.buffer(bytes) : arg);
        }
        return tuple;
    }
}
