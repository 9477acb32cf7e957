package io.rialto.storage.postgres;

import io.rialto.storage.Storage;
import io.rialto.storage.StorageLifeContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

class PostgresStorageLifeTest extends StorageLifeContract {
    @Override
    protected Future<Storage> open(Vertx vertx, Path directory) {
        return TestOptions.open(vertx, directory);
    }
}
