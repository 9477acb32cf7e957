package io.rialto.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConnectionsTest {
    @TempDir
    Path directory;

    @Test
    void everyCommitOfTheWriterIsSyncedToTheLog() throws SQLException {
        try (Connection writer = new FileConnections(directory.resolve("rialto.db")).writer()) {
            assertThat(pragma(writer, "synchronous")).isEqualTo("2");
            assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(writer, "page_size")).isEqualTo("2048");
            assertThat(pragma(writer, "wal_autocheckpoint")).isEqualTo("8192");
        }
    }

    @Test
    void whatIsCopiedIsSyncedBeforeTheLogIsWrittenOver() throws SQLException {
        FileConnections connections = new FileConnections(directory.resolve("rialto.db"));
        try (Connection writer = connections.writer();
                Connection checkpointer = connections.checkpointer()) {
            assertThat(pragma(checkpointer, "synchronous")).isEqualTo("2");
            assertThat(pragma(checkpointer, "journal_mode")).isEqualTo("wal");
            assertThat(writer.isClosed()).isFalse();
        }
    }

    @Test
    void aReaderCannotWrite() throws SQLException {
        FileConnections connections = new FileConnections(directory.resolve("rialto.db"));
        try (Connection writer = connections.writer();
                Connection reader = connections.reader();
                Statement write = writer.createStatement();
                Statement read = reader.createStatement()) {
            write.execute("create table t (a integer)");

            Assertions.assertThatThrownBy(() -> read.execute("insert into t values (1)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nothingIsReadBehindAnInsert() throws SQLException {
        try (Connection writer = new FileConnections(directory.resolve("rialto.db")).writer();
                Statement statement = writer.createStatement()) {
            statement.execute("create table t (a integer)");
            try (PreparedStatement insert = writer.prepareStatement("insert into t values (1)")) {
                insert.executeUpdate();

                assertThat(insert.getGeneratedKeys().next()).isFalse();
            }
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
