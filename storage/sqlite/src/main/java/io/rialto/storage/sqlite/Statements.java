package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** One connection with its prepared statements. Confined to the thread that uses it; thrown away after an exception. */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final Dialect dialect;
    private final Map<Sql, PreparedStatement> prepared = new EnumMap<>(Sql.class);

    Statements(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    <T> T query(Sql sql, Reading<T> reading, Object... args) throws SQLException {
        return query(statement(sql), reading, args);
    }

    int update(Sql sql, Object... args) throws SQLException {
        return update(statement(sql), args);
    }

    /** Compiles a statement that lives as long as the connection. */
    PreparedStatement prepare(String text) throws SQLException {
        return connection.prepareStatement(text);
    }

    /** Closing the connection closes the statements, too. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    static <T> T query(PreparedStatement statement, Reading<T> reading, Object... args) throws SQLException {
        bind(statement, args);
        try (ResultSet rows = statement.executeQuery()) {
            ResultRow row = null;
            boolean wanted = true;
            while (wanted && rows.next()) {
                row = row == null ? new ResultRow(rows) : row;
                wanted = reading.next(row.load());
            }
        }
        return reading.result();
    }

    static int update(PreparedStatement statement, Object... args) throws SQLException {
        bind(statement, args);
        return statement.executeUpdate();
    }

    private PreparedStatement statement(Sql sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = prepare(dialect.text(sql));
            prepared.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            statement.setObject(i + 1, args[i]);
        }
    }
}
