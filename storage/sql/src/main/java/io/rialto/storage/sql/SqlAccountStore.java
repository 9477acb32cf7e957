package io.rialto.storage.sql;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.vertx.core.Future;
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
    public Future<Void> setPasswordHash(AccountId id, String passwordHash) {
        return database.write(1, tx -> tx.update(Sql.ACCOUNT_SET_HASH, id.value(), passwordHash)
                .compose(changed -> changed > 0 ? Future.succeededFuture() : unknown(id)));
    }

    private static AccountRecord account(Row row) {
        return new AccountRecord(new AccountId(row.text(0)), row.text(1), row.text(2), row.integer(3));
    }

    private static Future<Void> taken(String id) {
        return Future.failedFuture(
                new GatewayException(ErrorCode.ALREADY, "account " + id + " or its login exists already"));
    }

    private static Future<Void> unknown(AccountId id) {
        return Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "account " + id + " does not exist"));
    }
}
