package io.rialto.message;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.rialto.storage.RoomStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Loads who belongs to a room: for direct and system rooms from their id, for a group from the store. Stateless. */
final class Audiences {
    private final AccountStore accounts;
    private final RoomStore rooms;

    Audiences(AccountStore accounts, RoomStore rooms) {
        this.accounts = accounts;
        this.rooms = rooms;
    }

    /** The audience of a room; nobody where the room, or an account of a direct room, does not exist. */
    Future<Audience> load(RoomId room) {
        return switch (room.kind()) {
            case DIRECT -> loadPair(room.first(), room.second());
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
        return Future.all(one, other)
                .map(both -> one.result().isPresent() && other.result().isPresent()
                        ? new Audience(first.equals(second) ? List.of(first) : List.of(first, second))
                        : new Audience(List.of()));
    }
}
