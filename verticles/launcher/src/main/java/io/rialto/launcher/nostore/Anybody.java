package io.rialto.launcher.nostore;

import io.rialto.contract.id.AccountId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.rialto.storage.BlockedAccount;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Whoever is asked for is an account; none is made, none is changed. */
final class Anybody implements AccountStore {
    @Override
    public Future<Void> create(AccountRecord account) {
        return NoStorage.refused();
    }

    @Override
    public Future<Optional<AccountRecord>> byId(AccountId id) {
        return Future.succeededFuture(Optional.of(new AccountRecord(id, null, null, 0)));
    }

    @Override
    public Future<Optional<AccountRecord>> byLoginKey(String loginKey) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Long> setPasswordHash(AccountId id, String passwordHash) {
        return NoStorage.refused();
    }

    @Override
    public Future<Long> renewEpoch(AccountId id) {
        return NoStorage.refused();
    }

    @Override
    public Future<Long> block(AccountId id, long until) {
        return NoStorage.refused();
    }

    @Override
    public Future<Boolean> unblock(AccountId id) {
        return NoStorage.refused();
    }

    @Override
    public Future<List<BlockedAccount>> blocked(AccountId after, int limit, long now) {
        return NoStorage.refused();
    }
}
