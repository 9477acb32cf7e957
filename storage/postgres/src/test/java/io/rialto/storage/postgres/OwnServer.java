package io.rialto.storage.postgres;

import static org.awaitility.Awaitility.await;

import io.rialto.storage.Await;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ground of the tests that take the server away. */
@Timeout(480)
class OwnServer {
    @TempDir
    Path directory;

    Vertx vertx;
    PostgresServer server;
    String database;
    Storage storage;

    @BeforeEach
    void startServer() {
        vertx = Vertx.vertx();
        server = PostgresServer.startedIn(directory.resolve("data"));
        database = server.createDatabase();
        storage = Await.result(PostgresStorage.open(vertx, options()));
    }

    @AfterEach
    void stopServer() {
        Await.result(storage.close());
        Await.result(vertx.close());
        server.close();
    }

    /** With little patience. */
    PostgresOptions options() {
        Patience patience = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(20));
        return new PostgresOptions(
                Target.of(server.uri(database)), new Sizes(64, 4096, 3, 2, 1_000), patience, Retention.DEFAULT);
    }

    void awaitHealth() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> storage.health().problem().isEmpty());
    }

    void awaitProblem() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> storage.health().problem().isPresent());
    }
}
