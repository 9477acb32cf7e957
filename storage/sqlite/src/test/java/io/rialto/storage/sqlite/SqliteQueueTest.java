package io.rialto.storage.sqlite;

import io.rialto.storage.QueueContract;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

class SqliteQueueTest extends QueueContract {
    @Override
    protected Future<Storage> open(Vertx vertx, Path directory) {
        return SqliteStorage.open(vertx, TestOptions.in(directory));
    }
}
