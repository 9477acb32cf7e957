package io.rialto.storage.postgres;

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

/** The store in a PostgreSQL database, which any number of nodes may share. Safe on any thread. */
public final class PostgresStorage implements Storage {
    private final VertxInternal vertx;
    private final PgHealth health;
    private final PgDatabase database;
    private final SqlAccountStore accounts;
    private final SqlRoomStore rooms;
    private final SqlContactStore contacts;
    private final SqlProfileStore profiles;
    private final SqlMessageLog log;
    private final SqlInbox inbox;
    private final SqlRetainedStore retained;
    private final SqlSessionStore sessions;
    private final SqlBootStore boots;

    PostgresStorage(VertxInternal vertx, PgHealth health, Links links) {
        this.vertx = vertx;
        this.health = health;
        this.database = new PgDatabase(vertx, links);
        this.accounts = new SqlAccountStore(database);
        this.rooms = new SqlRoomStore(database);
        this.contacts = new SqlContactStore(database);
        this.profiles = new SqlProfileStore(database);
        this.log = new SqlMessageLog(database, database);
        this.inbox = new SqlInbox(database);
        this.retained = new SqlRetainedStore(database);
        this.sessions = new SqlSessionStore(database);
        this.boots = new SqlBootStore(database);
    }

    /**
     * Connects, migrates. A database that is away is waited for, up to {@link Patience#start()}. The future completes on
     * the caller's context; it fails with {@code store_unavailable}, in a sentence for the person at the console, where
     * the database stayed away, where it lets nobody in, where a newer build has migrated it.
     */
    public static Future<Storage> open(Vertx vertx, PostgresOptions options) {
        VertxInternal internal = (VertxInternal) vertx;
        ContextInternal caller = internal.getOrCreateContext();
        return caller.future(
                promise -> new FirstOpening(internal, options).open().onComplete(promise));
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
        return database.close(vertx.getOrCreateContext());
    }
}
