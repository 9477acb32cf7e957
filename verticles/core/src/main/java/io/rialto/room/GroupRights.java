package io.rialto.room;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.storage.AccountStore;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Who may do what to a group; a refusal does not tell strangers whether the group exists. Stateless. */
final class GroupRights {
    private final Storage storage;
    private final int maxMembers;

    GroupRights(Storage storage, int maxMembers) {
        this.storage = storage;
        this.maxMembers = maxMembers;
    }

    /** The group, for whoever may know of it. */
    Future<RoomRecord> require(AccountId caller, RoomId room) {
        return storage.rooms().get(room).compose(found -> found.map(Future::succeededFuture)
                .orElseGet(() -> notMember(caller, room)));
    }

    Future<RoomRecord> requireMember(AccountId caller, RoomRecord room) {
        return storage.rooms()
                .members(room.room())
                .compose(members ->
                        members.contains(caller) ? Future.succeededFuture(room) : notMember(caller, room.room()));
    }

    Future<RoomRecord> requireOwner(AccountId caller, RoomRecord room) {
        return requireMember(caller, room)
                .compose(member -> room.owner().equals(caller)
                        ? Future.succeededFuture(room)
                        : refuse(ErrorCode.FORBIDDEN, "only the owner of " + room.room() + " may do this"));
    }

    Future<Void> requireSize(int members) {
        return members <= maxMembers
                ? Future.succeededFuture()
                : refuse(ErrorCode.LIMIT_REACHED, "a group has at most " + maxMembers + " members");
    }

    Future<Void> requireAccounts(Collection<AccountId> accounts) {
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

    /** A name whose log still stands is not given again: its new members would read what the old ones said. */
    Future<Void> requireUnused(RoomId room) {
        return storage.log()
                .head(room)
                .compose(head -> head == 0
                        ? Future.succeededFuture()
                        : refuse(ErrorCode.ALREADY, "the name " + room + " has been used"));
    }

    static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }

    private static Future<RoomRecord> notMember(AccountId caller, RoomId room) {
        return refuse(ErrorCode.NOT_MEMBER, caller + " is not a member of " + room + ", or it does not exist");
    }
}
