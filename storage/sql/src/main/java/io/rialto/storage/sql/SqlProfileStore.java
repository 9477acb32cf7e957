package io.rialto.storage.sql;

import io.rialto.contract.command.Profile;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.storage.ProfileBounds;
import io.rialto.storage.ProfileStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps profiles in a SQL database, a row per entry. Safe on any thread. */
public final class SqlProfileStore implements ProfileStore {
    /** The statements about profiles of one sort. */
    private record Texts(Sql read, Sql put, Sql drop) {}

    private static final Texts ACCOUNTS =
            new Texts(Sql.ACCOUNT_PROFILES, Sql.ACCOUNT_PROFILE_PUT, Sql.ACCOUNT_PROFILE_DROP);
    private static final Texts ROOMS = new Texts(Sql.ROOM_PROFILES, Sql.ROOM_PROFILE_PUT, Sql.ROOM_PROFILE_DROP);
    private static final String LOCK = "profile";

    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlProfileStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<SortedMap<AccountId, Profile>> ofAccounts(Collection<AccountId> accounts) {
        return read(ACCOUNTS, accounts.stream().map(AccountId::value).toList(), AccountId::new);
    }

    @Override
    public Future<SortedMap<RoomId, Profile>> ofRooms(Collection<RoomId> rooms) {
        List<String> groups = rooms.stream()
                .filter(room -> room.kind() == RoomKind.GROUP)
                .map(RoomId::value)
                .toList();
        return read(ROOMS, groups, RoomId::new);
    }

    @Override
    public Future<Profile> update(AccountId account, Map<String, byte[]> changes, ProfileBounds bounds) {
        return update(ACCOUNTS, account.value(), changes, bounds);
    }

    @Override
    public Future<Profile> update(RoomId room, Map<String, byte[]> changes, ProfileBounds bounds) {
        return update(ROOMS, room.value(), changes, bounds);
    }

    /** No id of an account, none of a group has a comma or a quote, thus many are one argument. */
    private <K extends Comparable<K>> Future<SortedMap<K, Profile>> read(
            Texts texts, List<String> ids, Function<String, K> key) {
        String joined = ids.stream().collect(Collectors.joining(","));
        return database.read(texts.read(), new ProfileReading(), joined).map(found -> {
            SortedMap<K, Profile> profiles = new TreeMap<>();
            found.forEach((id, profile) -> profiles.put(key.apply(id), profile));
            return profiles;
        });
    }

    private Future<Profile> update(Texts texts, String id, Map<String, byte[]> changes, ProfileBounds bounds) {
        for (String name : changes.keySet()) {
            if (name.isBlank() || name.length() > MAX_NAME || name.indexOf(0) >= 0) {
                return refuse(
                        ErrorCode.BAD_REQUEST,
                        "the name of an entry has 1 to " + MAX_NAME + " characters, none of them NUL");
            }
        }
        return database.write(
                Math.max(1, changes.size()), tx -> tx.query(Sql.PAIR_LOCK, Reading.list(row -> true), LOCK, id)
                        .compose(locked -> tx.query(texts.read(), new ProfileReading(), id))
                        .compose(found -> found.containsKey(id)
                                ? merged(found.get(id), changes, bounds)
                                : refuse(ErrorCode.NOT_FOUND, "there is no " + id))
                        .compose(after -> write(tx, texts, id, changes).map(after)));
    }

    private static Future<Profile> merged(Profile before, Map<String, byte[]> changes, ProfileBounds bounds) {
        SortedMap<String, byte[]> entries = new TreeMap<>(before.entries());
        changes.forEach((name, value) -> {
            if (value.length == 0) {
                entries.remove(name);
            } else {
                entries.put(name, value);
            }
        });
        Profile after = new Profile(before.createdAt(), entries);
        if (entries.size() > bounds.keys()) {
            return refuse(ErrorCode.LIMIT_REACHED, "a profile has at most " + bounds.keys() + " entries");
        }
        return after.size() <= bounds.bytes()
                ? Future.succeededFuture(after)
                : refuse(
                        ErrorCode.TOO_LARGE,
                        "the profile would take " + after.size() + " bytes, at most " + bounds.bytes()
                                + " are allowed");
    }

    private static Future<Void> write(SqlTransaction tx, Texts texts, String id, Map<String, byte[]> changes) {
        List<Object[]> puts = new ArrayList<>();
        List<Object[]> drops = new ArrayList<>();
        new TreeMap<>(changes).forEach((name, value) -> {
            if (value.length == 0) {
                drops.add(new Object[] {id, name});
            } else {
                puts.add(new Object[] {id, name, value});
            }
        });
        return tx.updateEach(texts.drop(), drops)
                .compose(dropped -> tx.updateEach(texts.put(), puts))
                .mapEmpty();
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
