package io.rialto.launcher;

import io.rialto.config.AccountsConfig;
import io.rialto.config.ConfigException;
import io.rialto.config.MessagesConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.config.StorageConfig;
import io.rialto.launcher.nostore.NoStorage;
import io.rialto.storage.Storage;
import io.rialto.storage.postgres.Patience;
import io.rialto.storage.postgres.PostgresOptions;
import io.rialto.storage.postgres.PostgresStorage;
import io.rialto.storage.postgres.Sizes;
import io.rialto.storage.postgres.Target;
import io.rialto.storage.sql.Retention;
import io.rialto.storage.sqlite.SheetOptions;
import io.rialto.storage.sqlite.SqliteOptions;
import io.rialto.storage.sqlite.SqliteStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** The storage backends there are; one line each. */
final class Stores {
    private static final String SQLITE = "sqlite:";
    private static final String POSTGRES = "postgresql:";

    private final Vertx vertx;
    private final RialtoConfig config;

    Stores(Vertx vertx, RialtoConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** Begins to load what the store will need, on a thread of its own, while everything else is made. */
    static void loadAhead(RialtoConfig config) {
        boolean stored = config.accounts().mode() != AccountsConfig.Mode.NONE;
        if (stored && config.storageUri().startsWith(SQLITE)) {
            Path file = Path.of(config.storageUri().substring(SQLITE.length())).toAbsolutePath();
            Thread loader = new Thread(() -> SqliteStorage.loadAhead(file.getParent()), "rialto-store-loader");
            loader.setDaemon(true);
            loader.start();
        }
    }

    /** Opens the one that {@code storage.uri} names; where nothing is to be stored, none. */
    Future<Storage> open() {
        if (config.accounts().mode() == AccountsConfig.Mode.NONE) {
            return config.cluster().enabled()
                    ? Future.failedFuture(new ConfigException("accounts.mode is none while cluster.enabled is true,"
                            + " expected stored: what nodes share is what is stored"))
                    : Future.succeededFuture(new NoStorage());
        }
        String uri = config.storageUri();
        if (uri.startsWith(SQLITE)) {
            return SqliteStorage.open(vertx, sqlite(Path.of(uri.substring(SQLITE.length()))));
        }
        if (uri.startsWith(POSTGRES)) {
            return postgres(uri);
        }
        return Future.failedFuture(new ConfigException("storage.uri is "
                + config.storage().shownUri() + ", expected sqlite:FILE or postgresql://USER:PASSWORD@HOST/DATABASE"));
    }

    private Future<Storage> postgres(String uri) {
        try {
            return PostgresStorage.open(vertx, postgres(Target.of(uri)));
        } catch (IllegalArgumentException unreadable) {
            return Future.failedFuture(new ConfigException("storage.uri " + unreadable.getMessage()));
        }
    }

    private PostgresOptions postgres(Target target) {
        StorageConfig storage = config.storage();
        Sizes sizes = new Sizes(
                storage.batchMax(), storage.queueMax(), storage.writers(), storage.readers(), storage.recentRows());
        return new PostgresOptions(target, sizes, new Patience(storage.timeout(), storage.startTimeout()), retention());
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
                retention(),
                new SheetOptions(
                        config.storage().sheetFrom(),
                        config.storage().sheetRows(),
                        config.storage().sheetDelay()));
    }
}
