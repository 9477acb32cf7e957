package io.rialto.message;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.message.Audience.Silence;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.rialto.storage.ContactStore;
import io.rialto.storage.Relation;
import io.rialto.storage.Relation.Half;
import io.rialto.storage.RoomStore;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads who belongs to a room: for direct and system rooms from their id, for a group from the store. Stateless. */
final class Audiences {
    private final AccountStore accounts;
    private final RoomStore rooms;
    private final ContactStore contacts;
    private final DirectPolicy direct;

    Audiences(AccountStore accounts, RoomStore rooms, ContactStore contacts, DirectPolicy direct) {
        this.accounts = accounts;
        this.rooms = rooms;
        this.contacts = contacts;
        this.direct = direct;
    }

    /** The audience of a room; nobody where the room, or an account of a direct room, does not exist. */
    Future<Audience> load(RoomId room) {
        return switch (room.kind()) {
            case DIRECT ->
                room.first().equals(room.second()) ? loadOne(room.first()) : loadPair(room.first(), room.second());
            case SYSTEM -> loadOne(new AccountId(room.name()));
            case GROUP, CHANNEL, STREAM, CALL -> rooms.members(room).map(Audience::new);
        };
    }

    private Future<Audience> loadOne(AccountId account) {
        return accounts.byId(account).map(found -> new Audience(found.isPresent() ? List.of(account) : List.of()));
    }

    private Future<Audience> loadPair(AccountId first, AccountId second) {
        Future<Optional<AccountRecord>> one = accounts.byId(first);
        Future<Optional<AccountRecord>> other = accounts.byId(second);
        Future<Relation> relation = contacts.relation(first, second);
        return Future.all(one, other, relation)
                .map(all -> one.result().isPresent() && other.result().isPresent()
                        ? new Audience(List.of(first, second), silent(first, second, relation.result()))
                        : new Audience(List.of()));
    }

    private Map<AccountId, Silence> silent(AccountId first, AccountId second, Relation relation) {
        Map<AccountId, Silence> silent = new HashMap<>();
        silence(second, relation.mine(), relation.theirs()).ifPresent(silence -> silent.put(first, silence));
        silence(first, relation.theirs(), relation.mine()).ifPresent(silence -> silent.put(second, silence));
        return silent;
    }

    /** Why somebody may not write to {@code other}, by what each has made of the other. */
    private Optional<Silence> silence(AccountId other, Half mine, Half theirs) {
        if (theirs == Half.BLOCKED) {
            return Optional.of(new Silence(ErrorCode.BLOCKED, other + " takes no messages from you"));
        }
        if (mine == Half.BLOCKED) {
            return Optional.of(new Silence(ErrorCode.FORBIDDEN, "you have blocked " + other));
        }
        boolean friends = mine == Half.ADDED && theirs == Half.ADDED;
        return friends || direct == DirectPolicy.ANYONE
                ? Optional.empty()
                : Optional.of(new Silence(ErrorCode.FORBIDDEN, other + " is no friend of yours"));
    }
}
