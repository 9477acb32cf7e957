package io.rialto.launcher.nostore;

import io.rialto.contract.id.AccountId;
import io.rialto.storage.ContactStore;
import io.rialto.storage.Relation;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Nobody has added anybody, nobody blocks anybody. */
final class Strangers implements ContactStore {
    @Override
    public Future<Change> add(AccountId owner, AccountId other, long at, int max) {
        return NoStorage.refused();
    }

    @Override
    public Future<Change> block(AccountId owner, AccountId other, long at, int max) {
        return NoStorage.refused();
    }

    @Override
    public Future<Boolean> unblock(AccountId owner, AccountId other) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Change> remove(AccountId owner, AccountId other, long at) {
        return Future.succeededFuture(new Change(Relation.NOTHING, 0));
    }

    @Override
    public Future<Relation> relation(AccountId owner, AccountId other) {
        return Future.succeededFuture(Relation.NOTHING);
    }

    @Override
    public Future<List<AccountId>> friends(AccountId owner) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<AccountId>> reachable(AccountId owner, Collection<AccountId> others) {
        return Future.succeededFuture(others.stream().distinct().sorted().toList());
    }

    @Override
    public Future<List<AccountId>> blocked(AccountId owner) {
        return Future.succeededFuture(List.of());
    }
}
