package io.rialto.storage.postgres;

import io.rialto.storage.ErasureContract;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

class PostgresErasureTest extends ErasureContract {
    @Override
    protected Future<Storage> open(Vertx vertx, Path directory) {
        return TestOptions.open(vertx, directory);
    }
}
