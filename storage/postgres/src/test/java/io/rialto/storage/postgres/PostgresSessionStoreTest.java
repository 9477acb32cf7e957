package io.rialto.storage.postgres;

import io.rialto.storage.SessionStoreContract;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

class PostgresSessionStoreTest extends SessionStoreContract {
    @Override
    protected Future<Storage> open(Vertx vertx, Path directory) {
        return TestOptions.open(vertx, directory);
    }
}
