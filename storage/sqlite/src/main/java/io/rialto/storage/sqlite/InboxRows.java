package io.rialto.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Gathers inbox rows, writes them many to a statement. Confined to the writer's thread. */
final class InboxRows {
    private static final int COLUMNS = 4;
    /** Falling; two is a message from one to another. */
    private static final int[] SIZES = {32, 8, 2, 1};

    private final long[] waiting = new long[SIZES[0] * COLUMNS];
    private final PreparedStatement[] inserts = new PreparedStatement[SIZES.length];
    private int used;

    InboxRows(Statements statements) throws SQLException {
        for (int i = 0; i < SIZES.length; i++) {
            String rows = "(?, ?, ?, ?), ".repeat(SIZES[i] - 1) + "(?, ?, ?, ?)";
            inserts[i] = statements.prepare("insert into inbox (account, iseq, its, mid) values " + rows);
        }
    }

    void add(long account, long iseq, long its, long mid) throws SQLException {
        waiting[used++] = account;
        waiting[used++] = iseq;
        waiting[used++] = its;
        waiting[used++] = mid;
        if (used == waiting.length) {
            flush();
        }
    }

    /** Writes what waits. */
    void flush() throws SQLException {
        int from = 0;
        for (int i = 0; i < SIZES.length; i++) {
            int columns = SIZES[i] * COLUMNS;
            for (; used - from >= columns; from += columns) {
                insert(inserts[i], from, columns);
            }
        }
        used = 0;
    }

    /** Drops what waits. */
    void clear() {
        used = 0;
    }

    private void insert(PreparedStatement statement, int from, int columns) throws SQLException {
        for (int i = 0; i < columns; i++) {
            statement.setLong(i + 1, waiting[from + i]);
        }
        statement.executeUpdate();
    }
}
