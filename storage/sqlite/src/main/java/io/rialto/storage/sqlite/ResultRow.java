package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Row;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The current row of a result, copied out column by column; used again for the next row. */
final class ResultRow implements Row {
    private final ResultSet rows;
    private final Object[] values;

    ResultRow(ResultSet rows) throws SQLException {
        this.rows = rows;
        this.values = new Object[rows.getMetaData().getColumnCount()];
    }

    ResultRow load() throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.getObject(i + 1);
        }
        return this;
    }

    @Override
    public Object value(int column) {
        return values[column];
    }
}
