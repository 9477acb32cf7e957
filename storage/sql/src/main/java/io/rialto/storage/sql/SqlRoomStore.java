package io.rialto.storage.sql;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.Amended;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.RoomState;
import io.rialto.storage.RoomStore;
import io.rialto.storage.Standing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        Object[] row = {room.room().value(), room.title(), room.owner().value(), name(room.join()), room.createdAt()};
        return database.write(all.size(), tx -> tx.update(
                        Sql.ROOM_INTERN, room.room().value())
                .compose(done -> tx.update(Sql.ACCOUNT_INTERN, room.owner().value()))
                .compose(done -> tx.update(Sql.ROOM_ADD, row))
                .compose(added -> added > 0 ? Future.succeededFuture() : taken(room.room()))
                .compose(fresh -> join(tx, room, all)));
    }

    @Override
    public Future<Optional<RoomRecord>> get(RoomId room) {
        return database.read(Sql.ROOM_BY_ID, Reading.first(SqlRoomStore::room), room.value());
    }

    @Override
    public Future<List<AccountId>> members(RoomId room) {
        return database.read(Sql.MEMBERS_OF, Reading.list(row -> new AccountId(row.text(0))), room.value());
    }

    @Override
    public Future<List<RoomId>> roomsOf(AccountId account) {
        return database.read(Sql.ROOMS_OF, Reading.list(row -> new RoomId(row.text(0))), account.value());
    }

    @Override
    public Future<List<RoomId>> blockedBy(AccountId account) {
        return database.read(
                Sql.STANDING_AT, Reading.list(row -> new RoomId(row.text(0))), account.value(), StandingRows.BLOCKED);
    }

    @Override
    public Future<RoomState> state(RoomId room) {
        return StandingRows.read(database::read, room, List.of(), Sql.ROOM_BY_ID);
    }

    @Override
    public Future<Amended> amend(RoomId room, Collection<AccountId> concerned, UnaryOperator<RoomState> rule) {
        List<AccountId> asked = List.copyOf(concerned);
        return database.write(Math.max(1, asked.size()), tx -> StandingRows.read(tx::query, room, asked, Sql.ROOM_LOCK)
                .compose(before -> {
                    RoomState after = rule.apply(before);
                    return StandingRows.write(tx, before, after).map(new Amended(before, after));
                }));
    }

    /** A room row. */
    static RoomRecord room(Row row) {
        return new RoomRecord(
                new RoomId(row.text(0)),
                row.text(1),
                new AccountId(row.text(2)),
                JoinPolicy.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                row.integer(4),
                row.isNull(5) ? 0 : row.integer(5));
    }

    /** The name of a policy in the database. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Two nodes that lock the same rows do it in the same order. */
    private static Future<Void> join(SqlTransaction tx, RoomRecord room, List<AccountId> accounts) {
        List<Object[]> ids = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        String role = name(Standing.Role.MEMBER);
        accounts.stream()
                .sorted(Comparator.comparing(AccountId::value))
                .distinct()
                .forEach(account -> {
                    ids.add(new Object[] {account.value()});
                    rows.add(new Object[] {room.room().value(), account.value(), role, room.createdAt()});
                });
        return tx.updateEach(Sql.ACCOUNT_INTERN, ids)
                .compose(done -> tx.updateEach(Sql.MEMBER_PUT, rows))
                .mapEmpty();
    }

    private static Future<Void> taken(RoomId room) {
        return Future.failedFuture(new GatewayException(ErrorCode.ALREADY, "the name " + room + " has been used"));
    }
}
