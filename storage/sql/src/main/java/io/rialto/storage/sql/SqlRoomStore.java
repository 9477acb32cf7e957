package io.rialto.storage.sql;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.RoomStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps groups in a SQL database. Safe on any thread. */
public final class SqlRoomStore implements RoomStore {
    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlRoomStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Void> create(RoomRecord room, Collection<AccountId> members) {
        List<AccountId> all = new ArrayList<>(members);
        all.add(room.owner());
        String join = room.join().name().toLowerCase(Locale.ROOT);
        Object[] row = {room.room().value(), room.title(), room.owner().value(), join, room.createdAt()};
        return database.write(all.size(), tx -> tx.update(
                        Sql.ROOM_INTERN, room.room().value())
                .compose(done -> tx.update(Sql.ACCOUNT_INTERN, room.owner().value()))
                .compose(done -> tx.update(Sql.ROOM_ADD, row))
                .compose(added -> added > 0 ? Future.succeededFuture() : taken(room.room()))
                .compose(fresh -> join(tx, room.room(), all, room.createdAt())));
    }

    @Override
    public Future<Optional<RoomRecord>> get(RoomId room) {
        return database.read(Sql.ROOM_BY_ID, Reading.first(SqlRoomStore::room), room.value());
    }

    @Override
    public Future<Void> delete(RoomId room) {
        return database.write(1, tx -> tx.update(Sql.MEMBERS_DROP, room.value())
                .compose(done -> tx.update(Sql.ROOM_PROFILE_CLEAR, room.value()))
                .compose(done -> tx.update(Sql.ROOM_DROP, room.value()))
                .mapEmpty());
    }

    @Override
    public Future<List<AccountId>> members(RoomId room) {
        return database.read(Sql.MEMBERS_OF, Reading.list(row -> new AccountId(row.text(0))), room.value());
    }

    @Override
    public Future<Void> addMembers(RoomId room, Collection<AccountId> accounts, long at) {
        List<AccountId> all = List.copyOf(accounts);
        return database.write(weight(all), tx -> join(tx, room, all, at));
    }

    @Override
    public Future<Void> removeMembers(RoomId room, Collection<AccountId> accounts) {
        List<Object[]> rows = new ArrayList<>();
        inKeyOrder(accounts).forEach(account -> rows.add(new Object[] {room.value(), account.value()}));
        return database.write(
                weight(rows), tx -> tx.updateEach(Sql.MEMBER_DROP, rows).mapEmpty());
    }

    @Override
    public Future<List<RoomId>> roomsOf(AccountId account) {
        return database.read(Sql.ROOMS_OF, Reading.list(row -> new RoomId(row.text(0))), account.value());
    }

    private static Future<Void> join(SqlTransaction tx, RoomId room, List<AccountId> accounts, long at) {
        List<Object[]> ids = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (AccountId account : inKeyOrder(accounts)) {
            ids.add(new Object[] {account.value()});
            rows.add(new Object[] {room.value(), account.value(), at});
        }
        return tx.updateEach(Sql.ACCOUNT_INTERN, ids)
                .compose(done -> tx.updateEach(Sql.MEMBER_ADD, rows))
                .mapEmpty();
    }

    /** Two nodes that lock the same rows do it in the same order. */
    private static List<AccountId> inKeyOrder(Collection<AccountId> accounts) {
        return accounts.stream().sorted(Comparator.comparing(AccountId::value)).toList();
    }

    private static int weight(Collection<?> rows) {
        return Math.max(1, rows.size());
    }

    private static RoomRecord room(Row row) {
        return new RoomRecord(
                new RoomId(row.text(0)),
                row.text(1),
                new AccountId(row.text(2)),
                JoinPolicy.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                row.integer(4));
    }

    private static Future<Void> taken(RoomId room) {
        return Future.failedFuture(new GatewayException(ErrorCode.ALREADY, "room " + room + " exists already"));
    }
}
