package io.rialto.launcher;

import io.rialto.config.ConfigException;
import io.rialto.config.MessagesConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.rialto.storage.sqlite.SqliteOptions;
import io.rialto.storage.sqlite.SqliteStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** The storage backends there are; one line each. */
final class Stores {
    private static final String SQLITE = "sqlite:";

    private final Vertx vertx;
    private final RialtoConfig config;

    Stores(Vertx vertx, RialtoConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** Opens the one that {@code storage.uri} names. */
    Future<Storage> open() {
        String uri = config.storageUri();
        if (uri.startsWith(SQLITE)) {
            return SqliteStorage.open(vertx, sqlite(Path.of(uri.substring(SQLITE.length()))));
        }
        return Future.failedFuture(new ConfigException("storage.uri is " + uri + ", expected sqlite:<file>"));
    }

    private Retention retention() {
        MessagesConfig messages = config.messages();
        return new Retention(
                messages.inboxRetention(), messages.inboxItems(), messages.logRetention(), Retention.DEFAULT.pause());
    }

    private SqliteOptions sqlite(Path file) {
        return new SqliteOptions(
                file,
                config.storage().batchMax(),
                config.storage().queueMax(),
                config.storage().readers(),
                retention());
    }
}
