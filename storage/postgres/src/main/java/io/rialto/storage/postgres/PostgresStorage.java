package io.rialto.storage.postgres;

import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.rialto.storage.sql.SqlStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;

/** The store in a PostgreSQL database, which any number of nodes may share. Safe on any thread. */
public final class PostgresStorage {
    private PostgresStorage() {}

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

    static Storage on(VertxInternal vertx, PgHealth health, Links links, Retention retention) {
        PgDatabase database = new PgDatabase(vertx, links);
        return SqlStorage.of(
                database,
                database,
                new PgInbox(vertx, database, links, health, retention),
                health,
                () -> database.close(vertx.getOrCreateContext()));
    }
}
