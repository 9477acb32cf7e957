package io.rialto.room;

import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Command.CreateRoom;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.post.Postman;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be done to groups, by whom. A change is answered when it is durable, known to the room's message shard, told
 * to the members. Stateless.
 */
public final class Groups {
    private static final int MAX_TITLE = 256;

    private final Storage storage;
    private final GroupRights rights;
    private final GroupNews news;

    /** Groups of this store; none has more members than this. */
    public Groups(Storage storage, Bus bus, Placement placement, Postman postman, int maxMembers) {
        this.storage = storage;
        this.rights = new GroupRights(storage, maxMembers);
        this.news = new GroupNews(bus, placement, postman);
    }

    Future<RoomInfo> create(AccountId caller, CreateRoom command) {
        if (command.room().kind() != RoomKind.GROUP) {
            return GroupRights.refuse(ErrorCode.UNSUPPORTED, "only groups (g:…) are created this way");
        }
        if (command.title().length() > MAX_TITLE) {
            return GroupRights.refuse(ErrorCode.TOO_LARGE, "a title has at most " + MAX_TITLE + " characters");
        }
        Set<AccountId> members = new TreeSet<>(command.members());
        members.add(caller);
        RoomRecord room =
                new RoomRecord(command.room(), command.title(), caller, command.join(), System.currentTimeMillis());
        return rights.requireSize(members.size())
                .compose(fits -> rights.requireAccounts(command.members()))
                .compose(known -> rights.requireUnused(command.room()))
                .compose(unused -> storage.rooms().create(room, members))
                .compose(made -> news.changed(command.room()))
                .onSuccess(known -> news.made(command.room(), members))
                .compose(told -> info(room));
    }

    Future<RoomInfo> get(AccountId caller, RoomId room) {
        return rights.require(caller, room)
                .compose(found -> rights.requireMember(caller, found))
                .compose(this::info);
    }

    Future<Done> delete(AccountId caller, RoomId room) {
        return rights.require(caller, room)
                .compose(found -> rights.requireOwner(caller, found))
                .compose(owned -> storage.rooms().members(room))
                .compose(members -> storage.rooms()
                        .delete(room)
                        .compose(gone -> news.changed(room))
                        .onSuccess(known -> news.ended(room, members)));
    }

    Future<RoomInfo> join(AccountId caller, RoomId room) {
        return rights.require(caller, room)
                .compose(found -> found.join() == JoinPolicy.OPEN
                        ? Future.succeededFuture(found)
                        : rights.requireMember(caller, found))
                .compose(found -> addAll(found, Set.of(caller)));
    }

    Future<Done> leave(AccountId caller, RoomId room) {
        return rights.require(caller, room)
                .compose(found -> rights.requireMember(caller, found))
                .compose(found -> found.owner().equals(caller)
                        ? GroupRights.refuse(
                                ErrorCode.FORBIDDEN, "the owner cannot leave " + room + ", delete it instead")
                        : removeAll(found, Set.of(caller)))
                .map(Done.DONE);
    }

    Future<RoomInfo> add(AccountId caller, RoomId room, Set<AccountId> accounts) {
        return rights.require(caller, room)
                .compose(found -> rights.requireMember(caller, found))
                .compose(found -> found.join() == JoinPolicy.OPEN
                        ? Future.succeededFuture(found)
                        : rights.requireOwner(caller, found))
                .compose(found -> rights.requireAccounts(accounts).compose(known -> addAll(found, accounts)));
    }

    Future<RoomInfo> remove(AccountId caller, RoomId room, Set<AccountId> accounts) {
        return rights.require(caller, room)
                .compose(found -> rights.requireOwner(caller, found))
                .compose(found -> accounts.contains(found.owner())
                        ? GroupRights.refuse(ErrorCode.FORBIDDEN, "the owner of " + room + " cannot be taken out")
                        : removeAll(found, accounts));
    }

    private Future<RoomInfo> addAll(RoomRecord room, Set<AccountId> accounts) {
        return storage.rooms().members(room.room()).compose(before -> {
            Set<AccountId> after = new TreeSet<>(before);
            after.addAll(accounts);
            List<AccountId> joined = accounts.stream()
                    .filter(account -> !before.contains(account))
                    .toList();
            return rights.requireSize(after.size())
                    .compose(fits -> storage.rooms().addMembers(room.room(), joined, System.currentTimeMillis()))
                    .compose(added -> news.changed(room.room()))
                    .onSuccess(known -> news.joined(room.room(), after, joined))
                    .compose(told -> info(room));
        });
    }

    private Future<RoomInfo> removeAll(RoomRecord room, Set<AccountId> accounts) {
        return storage.rooms().members(room.room()).compose(before -> {
            List<AccountId> left = accounts.stream().filter(before::contains).toList();
            return storage.rooms()
                    .removeMembers(room.room(), left)
                    .compose(removed -> news.changed(room.room()))
                    .onSuccess(known -> news.left(room.room(), before, left))
                    .compose(told -> info(room));
        });
    }

    private Future<RoomInfo> info(RoomRecord room) {
        Future<List<AccountId>> members = storage.rooms().members(room.room());
        Future<Long> head = storage.log().head(room.room());
        return Future.all(members, head)
                .map(both -> new RoomInfo(
                        room.room(), room.title(), room.owner(), room.join(), members.result(), head.result()));
    }
}
