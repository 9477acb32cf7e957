package io.rialto.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Gathers inbox rows, writes them many to a statement. Confined to the writer's thread. */
final class InboxRows {
    private static final int COLUMNS = 4;
    private static final int ROWS = 16;

    private final long[] waiting = new long[ROWS * COLUMNS];
    private final PreparedStatement many;
    private final PreparedStatement one;
    private int used;

    InboxRows(Statements statements) throws SQLException {
        String insert = "insert into inbox (account, iseq, its, mid) values ";
        many = statements.prepare(insert + "(?, ?, ?, ?), ".repeat(ROWS - 1) + "(?, ?, ?, ?)");
        one = statements.prepare(insert + "(?, ?, ?, ?)");
    }

    void add(long account, long iseq, long its, long mid) throws SQLException {
        waiting[used++] = account;
        waiting[used++] = iseq;
        waiting[used++] = its;
        waiting[used++] = mid;
        if (used == waiting.length) {
            bind(many, 0, used);
            many.executeUpdate();
            used = 0;
        }
    }

    /** Writes what waits. */
    void flush() throws SQLException {
        for (int from = 0; from < used; from += COLUMNS) {
            bind(one, from, COLUMNS);
            one.executeUpdate();
        }
        used = 0;
    }

    /** Drops what waits. */
    void clear() {
        used = 0;
    }

    private void bind(PreparedStatement statement, int from, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            statement.setLong(i + 1, waiting[from + i]);
        }
    }
}
