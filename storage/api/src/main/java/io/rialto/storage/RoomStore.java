package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps groups with their members. Futures complete on the caller's context, after the commit; failures are
 * {@code store_unavailable}.
 */
public interface RoomStore {
    /** Adds a group with its first members, the owner always among them; fails with {@code already} where the id is taken. */
    Future<Void> create(RoomRecord room, Collection<AccountId> members);

    /** The group of this id. */
    Future<Optional<RoomRecord>> get(RoomId room);

    /** Takes a group away with its memberships, its profile; its log stays until it expires. Unknown ones are ignored. */
    Future<Void> delete(RoomId room);

    /** All members in order of id; empty where there is no such group. */
    Future<List<AccountId>> members(RoomId room);

    /** Adds members; those who are in already stay so, unknown groups are ignored. {@code at}: milliseconds since 1970. */
    Future<Void> addMembers(RoomId room, Collection<AccountId> accounts, long at);

    /** Takes members out; those who are not in are ignored. */
    Future<Void> removeMembers(RoomId room, Collection<AccountId> accounts);

    /** The groups an account belongs to, in order of id. */
    Future<List<RoomId>> roomsOf(AccountId account);
}
