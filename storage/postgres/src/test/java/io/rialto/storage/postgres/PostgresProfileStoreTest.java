package io.rialto.storage.postgres;

import io.rialto.storage.ProfileStoreContract;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

class PostgresProfileStoreTest extends ProfileStoreContract {
    @Override
    protected Future<Storage> open(Vertx vertx, Path directory) {
        return TestOptions.open(vertx, directory);
    }
}
