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
        return at(uri, new Sizes(64, 4096, 3, 2, 1_000), Retention.DEFAULT);
    }

    static PostgresOptions at(String uri, Sizes sizes, Retention retention) {
        Patience patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20));
        return new PostgresOptions(Target.of(uri), sizes, patience, retention);
    }

    /** Nothing expires; so many rows just written are kept in memory. */
    static PostgresOptions keeping(String uri, int recentMax) {
        Duration ever = Duration.ofDays(100_000);
        return at(
                uri,
                new Sizes(64, 4096, 3, 2, recentMax),
                new Retention(ever, 1_000_000, ever, Retention.DEFAULT.pause()));
    }

    /** Opens the database that belongs to a directory: a fresh one at first. */
    static Future<Storage> open(Vertx vertx, Path directory) {
        return PostgresStorage.open(vertx, at(uri(directory)));
    }

    /** Where the database that belongs to a directory is: a fresh one at first. */
    static String uri(Path directory) {
        PostgresServer server = PostgresServer.shared();
        return server.uri(DATABASES.computeIfAbsent(directory, any -> server.createDatabase()));
    }
}
