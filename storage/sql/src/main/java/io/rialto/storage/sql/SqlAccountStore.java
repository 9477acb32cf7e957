package io.rialto.storage.sql;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.rialto.storage.BlockedAccount;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Keeps accounts in a SQL database. Safe on any thread. */
public final class SqlAccountStore implements AccountStore {
    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlAccountStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Void> create(AccountRecord account) {
        String id = account.id().value();
        return database.write(1, tx -> tx.update(Sql.ACCOUNT_INTERN, id)
                .compose(done ->
                        tx.update(Sql.ACCOUNT_ADD, id, account.loginKey(), account.passwordHash(), account.createdAt()))
                .compose(added -> added > 0 ? Future.succeededFuture() : taken(id)));
    }

    @Override
    public Future<Optional<AccountRecord>> byId(AccountId id) {
        return database.read(Sql.ACCOUNT_BY_ID, Reading.first(SqlAccountStore::account), id.value());
    }

    @Override
    public Future<Optional<AccountRecord>> byLoginKey(String loginKey) {
        return database.read(Sql.ACCOUNT_BY_LOGIN, Reading.first(SqlAccountStore::account), loginKey);
    }

    @Override
    public Future<Long> setPasswordHash(AccountId id, String passwordHash) {
        return inNextEpoch(id, Sql.ACCOUNT_SET_HASH, id.value(), passwordHash);
    }

    @Override
    public Future<Long> renewEpoch(AccountId id) {
        return inNextEpoch(id, Sql.ACCOUNT_RENEW, id.value());
    }

    @Override
    public Future<Long> block(AccountId id, long until) {
        return inNextEpoch(id, Sql.ACCOUNT_BLOCK, id.value(), until);
    }

    @Override
    public Future<Boolean> unblock(AccountId id) {
        return database.write(
                1, tx -> tx.update(Sql.ACCOUNT_UNBLOCK, id.value()).map(changed -> changed > 0));
    }

    @Override
    public Future<List<BlockedAccount>> blocked(AccountId after, int limit, long now) {
        return database.read(
                Sql.ACCOUNTS_BLOCKED,
                Reading.list(row -> new BlockedAccount(new AccountId(row.text(0)), row.integer(1))),
                after == null ? "" : after.value(),
                now,
                (long) limit);
    }

    private Future<Long> inNextEpoch(AccountId id, Sql change, Object... args) {
        return database.write(1, tx -> tx.update(change, args)
                .compose(changed ->
                        changed > 0 ? tx.query(Sql.ACCOUNT_EPOCH, Reading.number(), id.value()) : unknown(id)));
    }

    private static AccountRecord account(Row row) {
        return new AccountRecord(
                new AccountId(row.text(0)), row.text(1), row.text(2), row.integer(3), row.integer(4), row.integer(5));
    }

    private static Future<Void> taken(String id) {
        return Future.failedFuture(
                new GatewayException(ErrorCode.ALREADY, "account " + id + " or its login exists already"));
    }

    private static <T> Future<T> unknown(AccountId id) {
        return Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "account " + id + " does not exist"));
    }
}
