package io.rialto.storage.sqlite;

import io.rialto.storage.Storage;
import io.rialto.storage.sql.InboxTable;
import io.rialto.storage.sql.SqlStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/** The store in one SQLite file: a writer thread that commits in groups, threads that read. Safe on any thread. */
public final class SqliteStorage {
    private SqliteStorage() {}

    /**
     * Locks the directory, opens the file, migrates it. The future completes on the caller's context; it fails with
     * {@code store_unavailable}, in a sentence for the person at the console, where another process holds the directory,
     * where a newer build has migrated the file, where it cannot be opened.
     */
    public static Future<Storage> open(Vertx vertx, SqliteOptions options) {
        return open(vertx, options, new FileConnections(options.file()));
    }

    /**
     * Loads the native library for a database in this directory, the statements, the driver, so that {@link #open} need not
     * wait for that. What goes wrong here goes wrong there again, where it is told.
     */
    public static void loadAhead(Path directory) {
        try {
            NativeLibrary.load(directory);
            SqliteThreads.dialect();
            FileConnections.loadDriver();
        } catch (IOException | SQLException | RuntimeException | LinkageError toldWhenOpened) {
            LoggerFactory.getLogger(SqliteStorage.class).debug("SQLite cannot be loaded ahead", toldWhenOpened);
        }
    }

    /** For tests that break connections on purpose. */
    static Future<Storage> open(Vertx vertx, SqliteOptions options, ConnectionSource source) {
        VertxInternal internal = (VertxInternal) vertx;
        ContextInternal context = internal.getOrCreateContext();
        SqliteHealth health = new SqliteHealth(options.file());
        SqliteThreads threads = new SqliteThreads(options, source, health);
        return threads.start(context).map(ready -> on(internal, health, threads));
    }

    private static Storage on(VertxInternal vertx, SqliteHealth health, SqliteThreads threads) {
        SqliteDatabase database = new SqliteDatabase(vertx, threads.writer(), threads.readers());
        SqliteInbox inbox = new SqliteInbox(vertx, threads.writer(), threads.sheets(), new InboxTable(database));
        return SqlStorage.of(database, database, inbox, health, () -> threads.close(vertx.getOrCreateContext()));
    }
}
