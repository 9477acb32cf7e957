package io.rialto.storage.postgres;

import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Options as tests use them. */
final class TestOptions {
    private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

    private TestOptions() {}

    static PostgresOptions at(String uri) {
        return at(uri, new Sizes(64, 4096, 3, 2), Retention.DEFAULT);
    }

    static PostgresOptions at(String uri, Sizes sizes, Retention retention) {
        Patience patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20));
        return new PostgresOptions(Target.of(uri), sizes, patience, retention);
    }

    /** Opens the database that belongs to a directory: a fresh one at first. */
    static Future<Storage> open(Vertx vertx, Path directory) {
        PostgresServer server = PostgresServer.shared();
        String database = DATABASES.computeIfAbsent(directory, any -> server.createDatabase());
        return PostgresStorage.open(vertx, at(server.uri(database)));
    }
}
