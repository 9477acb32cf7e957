package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a database to the newest schema, each step in a transaction of its own. */
final class Schema {
    private Schema() {}

    /** Migrates what is behind; refuses what is ahead of this build with a {@code GatewayException}. Blocks. */
    static void migrate(Connection connection, Dialect dialect, String where) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists schema_version"
                    + " (version integer primary key, name text not null, applied_at integer not null)");
            for (Migration migration : dialect.migrationsFrom(version(statement), where)) {
                apply(migration, statement);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void apply(Migration migration, Statement statement) throws SQLException {
        statement.execute("begin immediate");
        for (String text : migration.statements()) {
            statement.execute(text);
        }
        statement.execute("insert into schema_version (version, name, applied_at) values (" + migration.version()
                + ", '" + migration.name() + "', " + System.currentTimeMillis() + ")");
        statement.execute("commit");
    }
}
