package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.RoomState;
import io.rialto.storage.Standing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The rows that a group's state is made of. */
final class StandingRows {
    /** The kind of those who have blocked a group. */
    static final String BLOCKED = "blocked";

    private static final String APPLIED = "applied";
    private static final String BANNED = "banned";
    /** What a change writes, in this order. */
    private static final List<Sql> ORDER =
            List.of(Sql.ACCOUNT_INTERN, Sql.MEMBER_DROP, Sql.STANDING_DROP, Sql.MEMBER_PUT, Sql.STANDING_PUT);

    private record Since(AccountId account, long since) {
        static Since of(Row row) {
            return new Since(new AccountId(row.text(0)), row.integer(1));
        }
    }

    private record Member(AccountId account, Standing standing) {
        static Member of(Row row) {
            Standing.Role role = Standing.Role.valueOf(row.text(1).toUpperCase(Locale.ROOT));
            return new Member(new AccountId(row.text(0)), Standing.member(role, row.integer(2)));
        }
    }

    /** Whoever answers statements that read. */
    @FunctionalInterface
    interface Query {
        <T> Future<T> ask(Sql statement, Reading<T> reading, Object... args);
    }

    private StandingRows() {}

    /** Reads a group: first its row by this statement, then all else in one go. */
    static Future<RoomState> read(Query query, RoomId room, List<AccountId> concerned, Sql first) {
        return query.ask(first, Reading.first(SqlRoomStore::room), room.value())
                .compose(found -> rest(query, room, found, concerned));
    }

    private static Future<RoomState> rest(
            Query query, RoomId room, Optional<RoomRecord> found, List<AccountId> concerned) {
        Future<List<Member>> members = query.ask(Sql.MEMBERS_OF, Reading.list(Member::of), room.value());
        Future<List<Since>> applied = query.ask(Sql.STANDINGS_OF, Reading.list(Since::of), room.value(), APPLIED);
        Future<List<Since>> banned = query.ask(Sql.STANDINGS_OF, Reading.list(Since::of), room.value(), BANNED);
        List<Future<List<RoomId>>> blocks = new ArrayList<>();
        for (AccountId account : concerned) {
            blocks.add(
                    query.ask(Sql.STANDING_AT, Reading.list(row -> new RoomId(row.text(0))), account.value(), BLOCKED));
        }
        List<Future<?>> all = new ArrayList<>(List.of(members, applied, banned));
        all.addAll(blocks);
        return Future.all(all).map(read -> {
            Map<AccountId, Standing> standings = new HashMap<>();
            members.result().forEach(member -> standings.put(member.account(), member.standing()));
            applied.result().forEach(one -> standings.put(one.account(), Standing.NONE.applied(true, one.since())));
            banned.result()
                    .forEach(one ->
                            standings.merge(one.account(), Standing.NONE.banned(true), (had, ban) -> had.banned(true)));
            Map<AccountId, Integer> counts = new HashMap<>();
            for (int i = 0; i < concerned.size(); i++) {
                List<RoomId> rooms = blocks.get(i).result();
                counts.put(concerned.get(i), rooms.size());
                if (rooms.contains(room)) {
                    standings.merge(concerned.get(i), Standing.NONE.blocked(true), (had, block) -> had.blocked(true));
                }
            }
            return new RoomState(room, found.orElse(null), standings, counts);
        });
    }

    /** Writes what is other than it was. */
    static Future<Void> write(SqlTransaction tx, RoomState before, RoomState after) {
        if (after.room().equals(before.room()) && after.standings().equals(before.standings())) {
            return Future.succeededFuture();
        }
        boolean ends = after.room().map(RoomRecord::ended).orElse(false);
        Future<?> all = ends ? end(tx, after.id()) : Future.succeededFuture();
        if (!after.room().equals(before.room())) {
            RoomRecord room = after.room().orElseThrow();
            all = all.compose(done -> tx.update(Sql.ROOM_SET, columns(room)));
        }
        Map<Sql, List<Object[]>> rows = ends ? Map.of() : rows(before, after);
        for (Sql statement : ORDER) {
            List<Object[]> some = rows.getOrDefault(statement, List.of());
            all = some.isEmpty() ? all : all.compose(done -> tx.updateEach(statement, some));
        }
        return all.mapEmpty();
    }

    private static Future<?> end(SqlTransaction tx, RoomId room) {
        return tx.update(Sql.MEMBERS_DROP, room.value()).compose(done -> tx.update(Sql.STANDINGS_DROP, room.value()));
    }

    private static Object[] columns(RoomRecord room) {
        return new Object[] {
            room.room().value(),
            room.title(),
            room.owner().value(),
            SqlRoomStore.name(room.join()),
            room.ended() ? room.endedAt() : null
        };
    }

    private static Map<Sql, List<Object[]>> rows(RoomState before, RoomState after) {
        Map<Sql, List<Object[]>> rows = new EnumMap<>(Sql.class);
        ORDER.forEach(statement -> rows.put(statement, new ArrayList<>()));
        SortedSet<AccountId> accounts = new TreeSet<>(before.standings().keySet());
        accounts.addAll(after.standings().keySet());
        for (AccountId account : accounts) {
            Standing was = before.standing(account);
            Standing is = after.standing(account);
            if (!was.equals(is)) {
                rows.get(Sql.ACCOUNT_INTERN).add(new Object[] {account.value()});
                Object[] key = {after.id().value(), account.value()};
                member(rows, key, was, is);
                kind(rows, key, APPLIED, Standing::applied, was, is);
                kind(rows, key, BANNED, Standing::banned, was, is);
                kind(rows, key, BLOCKED, Standing::blocked, was, is);
            }
        }
        return rows;
    }

    private static void member(Map<Sql, List<Object[]>> rows, Object[] key, Standing was, Standing is) {
        if (is.isMember() && is.role() != was.role()) {
            rows.get(Sql.MEMBER_PUT).add(new Object[] {key[0], key[1], SqlRoomStore.name(is.role()), is.since()});
        } else if (was.isMember() && !is.isMember()) {
            rows.get(Sql.MEMBER_DROP).add(key);
        }
    }

    private static void kind(
            Map<Sql, List<Object[]>> rows,
            Object[] key,
            String kind,
            Predicate<Standing> holds,
            Standing was,
            Standing is) {
        if (holds.test(is) && !holds.test(was)) {
            rows.get(Sql.STANDING_PUT).add(new Object[] {key[0], key[1], kind, is.since()});
        } else if (holds.test(was) && !holds.test(is)) {
            rows.get(Sql.STANDING_DROP).add(new Object[] {key[0], key[1], kind});
        }
    }
}
