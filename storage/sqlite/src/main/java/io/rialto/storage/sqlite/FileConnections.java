package io.rialto.storage.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to one file. */
final class FileConnections implements ConnectionSource {
    /**
     * The page size comes before WAL: afterwards it cannot be changed (decisions 39). The cache is small on purpose: SQLite walks
     * through all of it at the end of every transaction in which a page was split (page numbers are exchanged by way of one
     * beyond the file, what lies there is dropped from the cache), and what is not in it is a copy from the mapped file away.
     */
    private static final List<String> WRITER = List.of(
            "pragma busy_timeout = 2000",
            "pragma page_size = 2048",
            "pragma journal_mode = wal",
            "pragma synchronous = full",
            "pragma wal_autocheckpoint = 8192",
            "pragma cache_size = -8192",
            "pragma mmap_size = 268435456",
            "pragma temp_store = memory");

    private static final List<String> READER = List.of(
            "pragma busy_timeout = 2000",
            "pragma query_only = 1",
            "pragma cache_size = -8192",
            "pragma mmap_size = 268435456",
            "pragma temp_store = memory");

    /** What it copies is synced before the log may be written over. */
    private static final List<String> CHECKPOINTER =
            List.of("pragma busy_timeout = 2000", "pragma synchronous = full", "pragma cache_size = -64");

    /** The same for all connections: made once, while whoever else wants one waits. */
    private static final class Driver {
        static final SQLiteConfig CONFIG = config();

        /**
         * Of the driver, not the file: nobody asks for the keys of inserted rows, which it would look up with a statement of
         * its own behind every insert, and each connection belongs to one thread at a time, so it needs no locks.
         */
        private static SQLiteConfig config() {
            SQLiteConfig config = new SQLiteConfig();
            config.setGetGeneratedKeys(false);
            config.setOpenMode(SQLiteOpenMode.NOMUTEX);
            return config;
        }
    }

    private final String url;

    FileConnections(Path file) {
        this.url = "jdbc:sqlite:" + file;
    }

    /** Loads what the first connection of a process needs, half of which is about the form of dates. */
    static void loadDriver() throws SQLException {
        new FileConnections(Path.of(":memory:")).reader().close();
    }

    @Override
    public Connection writer() throws SQLException {
        return open(WRITER);
    }

    @Override
    public Connection reader() throws SQLException {
        return open(READER);
    }

    @Override
    public Connection checkpointer() throws SQLException {
        return open(CHECKPOINTER);
    }

    private Connection open(List<String> pragmas) throws SQLException {
        Connection connection = Driver.CONFIG.createConnection(url);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
