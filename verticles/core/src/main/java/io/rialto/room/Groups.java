package io.rialto.room;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Command.CreateRoom;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.session.Push;
import io.rialto.message.AudienceChanged;
import io.rialto.session.LiveSessions;
import io.rialto.storage.AccountStore;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be done to groups, by whom. A change is answered when it is durable, known to the room's message shard, told
 * to the members of this node. Stateless.
 */
public final class Groups {
    private static final int MAX_TITLE = 256;

    private final Storage storage;
    private final Bus bus;
    private final Placement placement;
    private final LiveSessions live;
    private final int maxMembers;

    /** Groups of this store; none has more members than this. */
    public Groups(Storage storage, Bus bus, Placement placement, LiveSessions live, int maxMembers) {
        this.storage = storage;
        this.bus = bus;
        this.placement = placement;
        this.live = live;
        this.maxMembers = maxMembers;
    }

    Future<RoomInfo> create(AccountId caller, CreateRoom command) {
        if (command.room().kind() != RoomKind.GROUP) {
            return refuse(ErrorCode.UNSUPPORTED, "only groups (g:…) are created this way");
        }
        if (command.title().length() > MAX_TITLE) {
            return refuse(ErrorCode.TOO_LARGE, "a title has at most " + MAX_TITLE + " characters");
        }
        Set<AccountId> members = new TreeSet<>(command.members());
        members.add(caller);
        RoomRecord room =
                new RoomRecord(command.room(), command.title(), caller, command.join(), System.currentTimeMillis());
        return requireRoom(members.size())
                .compose(fits -> requireAccounts(command.members()))
                .compose(known -> storage.rooms().create(room, members))
                .compose(made -> changed(command.room()))
                .onSuccess(known -> members.forEach(member -> tell(command.room(), members, member, true)))
                .compose(told -> info(room));
    }

    Future<RoomInfo> get(AccountId caller, RoomId room) {
        return require(caller, room)
                .compose(found -> requireMember(caller, found))
                .compose(this::info);
    }

    Future<Done> delete(AccountId caller, RoomId room) {
        return require(caller, room)
                .compose(found -> requireOwner(caller, found))
                .compose(owned -> storage.rooms().members(room))
                .compose(members -> storage.rooms()
                        .delete(room)
                        .compose(gone -> changed(room))
                        .onSuccess(known -> members.forEach(member -> tell(room, members, member, false))));
    }

    Future<RoomInfo> join(AccountId caller, RoomId room) {
        return require(caller, room)
                .compose(found ->
                        found.join() == JoinPolicy.OPEN ? Future.succeededFuture(found) : requireMember(caller, found))
                .compose(found -> addAll(found, Set.of(caller)));
    }

    Future<Done> leave(AccountId caller, RoomId room) {
        return require(caller, room)
                .compose(found -> requireMember(caller, found))
                .compose(found -> found.owner().equals(caller)
                        ? refuse(ErrorCode.FORBIDDEN, "the owner cannot leave " + room + ", delete it instead")
                        : removeAll(found, Set.of(caller)))
                .map(Done.DONE);
    }

    Future<RoomInfo> add(AccountId caller, RoomId room, Set<AccountId> accounts) {
        return require(caller, room)
                .compose(found -> requireMember(caller, found))
                .compose(found ->
                        found.join() == JoinPolicy.OPEN ? Future.succeededFuture(found) : requireOwner(caller, found))
                .compose(found -> requireAccounts(accounts).compose(known -> addAll(found, accounts)));
    }

    Future<RoomInfo> remove(AccountId caller, RoomId room, Set<AccountId> accounts) {
        return require(caller, room)
                .compose(found -> requireOwner(caller, found))
                .compose(found -> accounts.contains(found.owner())
                        ? refuse(ErrorCode.FORBIDDEN, "the owner of " + room + " cannot be taken out")
                        : removeAll(found, accounts));
    }

    private Future<RoomInfo> addAll(RoomRecord room, Set<AccountId> accounts) {
        return storage.rooms().members(room.room()).compose(before -> {
            Set<AccountId> after = new TreeSet<>(before);
            after.addAll(accounts);
            List<AccountId> joined = accounts.stream()
                    .filter(account -> !before.contains(account))
                    .toList();
            return requireRoom(after.size())
                    .compose(fits -> storage.rooms().addMembers(room.room(), joined, System.currentTimeMillis()))
                    .compose(added -> changed(room.room()))
                    .onSuccess(known -> joined.forEach(account -> tell(room.room(), after, account, true)))
                    .compose(told -> info(room));
        });
    }

    private Future<RoomInfo> removeAll(RoomRecord room, Set<AccountId> accounts) {
        return storage.rooms().members(room.room()).compose(before -> {
            List<AccountId> left = accounts.stream().filter(before::contains).toList();
            return storage.rooms()
                    .removeMembers(room.room(), left)
                    .compose(removed -> changed(room.room()))
                    .onSuccess(known -> left.forEach(account -> tell(room.room(), before, account, false)))
                    .compose(told -> info(room));
        });
    }

    private Future<Done> changed(RoomId room) {
        return bus.ask(Address.MESSAGES, placement.of(room), null, null, new AudienceChanged(room));
    }

    private void tell(RoomId room, Collection<AccountId> members, AccountId account, boolean joined) {
        Push push = new Push.MemberChanged(room, account, joined);
        members.forEach(member -> live.of(member).forEach(session -> session.push(push)));
    }

    private Future<RoomInfo> info(RoomRecord room) {
        Future<List<AccountId>> members = storage.rooms().members(room.room());
        Future<Long> head = storage.log().head(room.room());
        return Future.all(members, head)
                .map(both -> new RoomInfo(
                        room.room(), room.title(), room.owner(), room.join(), members.result(), head.result()));
    }

    private Future<Void> requireRoom(int members) {
        return members <= maxMembers
                ? Future.succeededFuture()
                : refuse(ErrorCode.LIMIT_REACHED, "a group has at most " + maxMembers + " members");
    }

    private Future<Void> requireAccounts(Collection<AccountId> accounts) {
        AccountStore store = storage.accounts();
        List<Future<Void>> checks = new ArrayList<>();
        for (AccountId account : accounts) {
            checks.add(store.byId(account)
                    .compose(found -> found.isPresent()
                            ? Future.succeededFuture()
                            : refuse(ErrorCode.NOT_FOUND, "there is no account " + account)));
        }
        return Future.all(checks).mapEmpty();
    }

    private Future<RoomRecord> require(AccountId caller, RoomId room) {
        return storage.rooms().get(room).compose(found -> found.map(Future::succeededFuture)
                .orElseGet(() -> notMember(caller, room)));
    }

    private Future<RoomRecord> requireMember(AccountId caller, RoomRecord room) {
        return storage.rooms()
                .members(room.room())
                .compose(members ->
                        members.contains(caller) ? Future.succeededFuture(room) : notMember(caller, room.room()));
    }

    private Future<RoomRecord> requireOwner(AccountId caller, RoomRecord room) {
        return requireMember(caller, room)
                .compose(member -> room.owner().equals(caller)
                        ? Future.succeededFuture(room)
                        : refuse(ErrorCode.FORBIDDEN, "only the owner of " + room.room() + " may do this"));
    }

    private static Future<RoomRecord> notMember(AccountId caller, RoomId room) {
        return refuse(ErrorCode.NOT_MEMBER, caller + " is not a member of " + room + ", or it does not exist");
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
