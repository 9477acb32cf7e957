package io.rialto.storage.sqlite;

import io.rialto.storage.AccountStore;
import io.rialto.storage.BootStore;
import io.rialto.storage.ContactStore;
import io.rialto.storage.Inbox;
import io.rialto.storage.MessageLog;
import io.rialto.storage.ProfileStore;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RoomStore;
import io.rialto.storage.SessionStore;
import io.rialto.storage.Storage;
import io.rialto.storage.StorageHealth;
import io.rialto.storage.sql.SqlAccountStore;
import io.rialto.storage.sql.SqlBootStore;
import io.rialto.storage.sql.SqlContactStore;
import io.rialto.storage.sql.SqlInbox;
import io.rialto.storage.sql.SqlMessageLog;
import io.rialto.storage.sql.SqlProfileStore;
import io.rialto.storage.sql.SqlRetainedStore;
import io.rialto.storage.sql.SqlRoomStore;
import io.rialto.storage.sql.SqlSessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The store in one SQLite file: a writer thread that commits in groups, threads that read. Safe on any thread. */
public final class SqliteStorage implements Storage {
    private final VertxInternal vertx;
    private final SqliteHealth health;
    private final SqliteThreads threads;
    private final SqlAccountStore accounts;
    private final SqlRoomStore rooms;
    private final SqlContactStore contacts;
    private final SqlProfileStore profiles;
    private final SqlMessageLog log;
    private final SqliteInbox inbox;
    private final SqlRetainedStore retained;
    private final SqlSessionStore sessions;
    private final SqlBootStore boots;

    private SqliteStorage(VertxInternal vertx, SqliteHealth health, SqliteThreads threads) {
        SqliteDatabase database = new SqliteDatabase(vertx, threads.writer(), threads.readers());
        this.vertx = vertx;
        this.health = health;
        this.threads = threads;
        this.accounts = new SqlAccountStore(database);
        this.rooms = new SqlRoomStore(database);
        this.contacts = new SqlContactStore(database);
        this.profiles = new SqlProfileStore(database);
        this.log = new SqlMessageLog(database, database);
        this.inbox = new SqliteInbox(vertx, threads.writer(), threads.sheets(), new SqlInbox(database));
        this.retained = new SqlRetainedStore(database);
        this.sessions = new SqlSessionStore(database);
        this.boots = new SqlBootStore(database);
    }

    /**
     * Locks the directory, opens the file, migrates it. The future completes on the caller's context; it fails with
     * {@code store_unavailable}, in a sentence for the person at the console, where another process holds the directory,
     * where a newer build has migrated the file, where it cannot be opened.
     */
    public static Future<Storage> open(Vertx vertx, SqliteOptions options) {
        return open(vertx, options, new FileConnections(options.file()));
    }

    /**
     * Loads the native library for a database in this directory, so that {@link #open} need not wait for that. What goes
     * wrong here goes wrong there again, where it is told.
     */
    public static void loadAhead(Path directory) {
        try {
            NativeLibrary.load(directory);
        } catch (IOException | RuntimeException | LinkageError toldWhenOpened) {
            LoggerFactory.getLogger(SqliteStorage.class).debug("SQLite cannot be loaded ahead", toldWhenOpened);
        }
    }

    /** For tests that break connections on purpose. */
    static Future<Storage> open(Vertx vertx, SqliteOptions options, ConnectionSource source) {
        VertxInternal internal = (VertxInternal) vertx;
        ContextInternal context = internal.getOrCreateContext();
        SqliteHealth health = new SqliteHealth(options.file());
        SqliteThreads threads = new SqliteThreads(options, source, health);
        return threads.start(context).map(ready -> new SqliteStorage(internal, health, threads));
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public RoomStore rooms() {
        return rooms;
    }

    @Override
    public ContactStore contacts() {
        return contacts;
    }

    @Override
    public ProfileStore profiles() {
        return profiles;
    }

    @Override
    public MessageLog log() {
        return log;
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public RetainedStore retained() {
        return retained;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public BootStore boots() {
        return boots;
    }

    @Override
    public StorageHealth health() {
        return health;
    }

    @Override
    public Future<Void> close() {
        return threads.close(vertx.getOrCreateContext());
    }
}
