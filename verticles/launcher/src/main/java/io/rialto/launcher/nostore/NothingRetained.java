package io.rialto.launcher.nostore;

import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** No topic has a value; those that would get one are refused. */
final class NothingRetained implements RetainedStore {
    @Override
    public Future<Void> write(List<RetainedValue> values) {
        return NoStorage.refused();
    }

    @Override
    public Future<Optional<RetainedValue>> get(String topic, long now) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<List<RetainedValue>> scan(String prefix, String afterTopic, int limit, long now) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<StoredMessages> stored(long now) {
        return Future.succeededFuture(StoredMessages.NONE);
    }

    @Override
    public Future<Integer> removeExpired(long now) {
        return Future.succeededFuture(0);
    }
}
