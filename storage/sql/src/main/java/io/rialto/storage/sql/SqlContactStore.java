package io.rialto.storage.sql;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.storage.ContactStore;
import io.rialto.storage.Relation;
import io.rialto.storage.Relation.Half;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps contacts in a SQL database, a row per half. Safe on any thread. */
public final class SqlContactStore implements ContactStore {
    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlContactStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Change> add(AccountId owner, AccountId other, long at, int max) {
        return change(owner, other, (tx, before) -> {
            if (before.theirs() == Half.BLOCKED || before.mine() == Half.ADDED) {
                return Future.succeededFuture(new Change(before, before.since()));
            }
            return room(tx, owner, before, max).compose(fits -> set(tx, owner, other, Half.ADDED, before, at));
        });
    }

    @Override
    public Future<Change> block(AccountId owner, AccountId other, long at, int max) {
        return change(owner, other, (tx, before) -> {
            if (before.mine() == Half.BLOCKED) {
                return Future.succeededFuture(new Change(before, before.since()));
            }
            return room(tx, owner, before, max).compose(fits -> set(tx, owner, other, Half.BLOCKED, before, at));
        });
    }

    @Override
    public Future<Boolean> unblock(AccountId owner, AccountId other) {
        return database.write(1, tx -> tx.update(Sql.CONTACT_DROP, owner.value(), other.value(), number(Half.BLOCKED))
                .map(dropped -> dropped > 0));
    }

    @Override
    public Future<Change> remove(AccountId owner, AccountId other, long at) {
        return change(owner, other, (tx, before) -> {
            if (before.mine() == Half.NONE && before.theirs() != Half.ADDED) {
                return Future.succeededFuture(new Change(before, before.since()));
            }
            return tx.update(Sql.CONTACT_DROP, other.value(), owner.value(), number(Half.ADDED))
                    .compose(dropped -> set(tx, owner, other, Half.NONE, before, at));
        });
    }

    @Override
    public Future<Relation> relation(AccountId owner, AccountId other) {
        return database.read(Sql.CONTACT_PAIR, Reading.first(SqlContactStore::relation), owner.value(), other.value())
                .map(found -> found.orElse(Relation.NOTHING));
    }

    @Override
    public Future<List<AccountId>> friends(AccountId owner) {
        return database.read(Sql.FRIENDS_OF, Reading.list(row -> new AccountId(row.text(0))), owner.value());
    }

    @Override
    public Future<List<AccountId>> blocked(AccountId owner) {
        return database.read(Sql.BLOCKED_OF, Reading.list(row -> new AccountId(row.text(0))), owner.value());
    }

    /** No id has a comma or a quote, thus many are one argument. */
    @Override
    public Future<List<AccountId>> reachable(AccountId owner, Collection<AccountId> others) {
        String ids = others.stream().map(AccountId::value).collect(Collectors.joining(","));
        return database.read(Sql.REACHABLE_FROM, Reading.list(row -> new AccountId(row.text(0))), owner.value(), ids);
    }

    @FunctionalInterface
    private interface Step {
        Future<Change> apply(SqlTransaction tx, Relation before);
    }

    /** The pair is locked before it is read: two who add each other at once become friends once. */
    private Future<Change> change(AccountId owner, AccountId other, Step step) {
        List<Object[]> ids = new ArrayList<>();
        Stream.of(owner, other).sorted().forEach(id -> ids.add(new Object[] {id.value()}));
        return database.write(2, tx -> tx.updateEach(Sql.ACCOUNT_INTERN, ids)
                .compose(known -> tx.query(Sql.PAIR_LOCK, Reading.list(row -> true), owner.value(), other.value()))
                .compose(locked -> tx.query(
                        Sql.CONTACT_PAIR, Reading.first(SqlContactStore::relation), owner.value(), other.value()))
                .compose(before -> step.apply(tx, before.orElse(Relation.NOTHING))));
    }

    /** What takes a place needs one. */
    private static Future<Void> room(SqlTransaction tx, AccountId owner, Relation before, int max) {
        if (before.mine() != Half.NONE) {
            return Future.succeededFuture();
        }
        return tx.query(Sql.CONTACT_COUNT, Reading.number(), owner.value())
                .compose(count -> count < max
                        ? Future.succeededFuture()
                        : Future.failedFuture(new GatewayException(
                                ErrorCode.LIMIT_REACHED,
                                "an account has at most " + max + " contacts, blocked ones included")));
    }

    private static Future<Change> set(
            SqlTransaction tx, AccountId owner, AccountId other, Half half, Relation before, long at) {
        long since = Math.max(at, Math.max(before.since(), before.theirSince()) + 1);
        return tx.update(Sql.CONTACT_SET, owner.value(), other.value(), number(half), since)
                .map(set -> new Change(before, since));
    }

    private static Relation relation(Row row) {
        return new Relation(half(row, 0), since(row, 1), half(row, 2), since(row, 3));
    }

    private static Half half(Row row, int column) {
        if (row.isNull(column) || row.integer(column) == 0) {
            return Half.NONE;
        }
        return row.integer(column) == number(Half.ADDED) ? Half.ADDED : Half.BLOCKED;
    }

    private static long since(Row row, int column) {
        return row.isNull(column) ? 0 : row.integer(column);
    }

    /** As it stands in the database. */
    private static long number(Half half) {
        return switch (half) {
            case NONE -> 0;
            case ADDED -> 1;
            case BLOCKED -> 2;
        };
    }
}
