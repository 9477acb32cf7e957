package io.rialto.storage.sqlite;

import io.rialto.contract.id.MessageId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ground of the tests that break a store on purpose. */
@Timeout(60)
class OneFile {
    @TempDir
    Path directory;

    Vertx vertx;
    ScriptedConnections connections;
    Storage storage;

    @BeforeEach
    void openStore() {
        vertx = Vertx.vertx();
        connections = new ScriptedConnections(directory.resolve("rialto.db"));
        storage = Await.result(SqliteStorage.open(vertx, options(), connections));
    }

    @AfterEach
    void closeStore() {
        connections.before(sql -> {});
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    SqliteOptions options() {
        return TestOptions.in(directory);
    }

    void reopen() {
        Await.result(storage.close());
        storage = Await.result(SqliteStorage.open(vertx, options(), connections));
    }

    List<MessageId> stored(LogEntry anyOfTheRoom) {
        HistoryPage page = Await.result(storage.log().readAfter(anyOfTheRoom.room(), 0, 100_000, Integer.MAX_VALUE));
        return page.messages().stream().map(StoredMessage::mid).toList();
    }
}
