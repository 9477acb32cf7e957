package io.rialto.room;

import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.RoomCommand.ApplyToRoom;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.RejectApplicant;
import io.rialto.contract.command.RoomCommand.UpdateRoom;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.message.Notices;
import io.rialto.post.Postman;
import io.rialto.storage.Amended;
import io.rialto.storage.ProfileBounds;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.RoomState;
import io.rialto.storage.Standing;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What may be done to groups: the store decides by the {@link GroupRules}, in one transaction, whichever node asks. A change
 * is answered when it is durable, known to the room's message shard, told to the members. Stateless.
 */
public final class Groups {
    private static final int MAX_TITLE = 256;

    private final Storage storage;
    private final GroupLimits limits;
    private final ProfileBounds profiles;
    private final GroupRules rules;
    private final GroupNews news;
    private final GroupNotices notices;

    /** Groups of this store. */
    public Groups(
            Storage storage,
            Bus bus,
            Placement placement,
            Postman postman,
            GroupLimits limits,
            ProfileBounds profiles) {
        this.storage = storage;
        this.limits = limits;
        this.profiles = profiles;
        this.rules = new GroupRules(limits);
        this.news = new GroupNews(bus, placement, postman);
        this.notices = new GroupNotices(new Notices(bus, placement));
    }

    Future<RoomInfo> create(AccountId caller, CreateRoom command) {
        RoomId id = command.room();
        if (id.kind() != RoomKind.GROUP) {
            return refuse(ErrorCode.UNSUPPORTED, "only groups (g:…) are created this way");
        }
        requireLength("a title", command.title(), MAX_TITLE);
        Set<AccountId> members = new TreeSet<>(command.members());
        members.add(caller);
        if (members.size() > limits.maxMembers()) {
            return refuse(ErrorCode.LIMIT_REACHED, "a group has at most " + limits.maxMembers() + " members");
        }
        RoomRecord room = new RoomRecord(id, command.title(), caller, command.join(), now());
        return requireAccounts(command.members())
                .compose(known -> requireUnused(id))
                .compose(unused -> storage.rooms().create(room, members))
                .compose(made -> news.changed(id))
                .onSuccess(known -> news.made(id, members))
                .compose(told -> storage.rooms().state(id))
                .compose(this::info);
    }

    Future<RoomInfo> get(AccountId caller, RoomId room) {
        return belong(caller, room).compose(this::info);
    }

    Future<Done> delete(AccountId caller, RoomId room) {
        long at = now();
        return storage.rooms()
                .amend(room, Set.of(), state -> rules.delete(state, caller, at))
                .compose(ended -> news.changed(room)
                        .onSuccess(known -> news.ended(room, ended.before().members()))
                        .compose(known -> notices.ended(ended, caller)))
                .map(Done.DONE);
    }

    Future<RoomInfo> join(AccountId caller, RoomId room) {
        long at = now();
        return members(room, Set.of(caller), state -> rules.join(state, caller, at))
                .compose(joined -> info(joined.after()));
    }

    Future<Admission> apply(AccountId caller, ApplyToRoom command) {
        requireLength("what is said with an application", command.text(), limits.maxText());
        long at = now();
        return members(command.room(), Set.of(caller), state -> rules.apply(state, caller, at))
                .compose(applied ->
                        notices.applied(applied, caller, command.text()).map(applied))
                .map(applied -> applied.after().standing(caller).isMember() ? Admission.JOINED : Admission.PENDING);
    }

    Future<Done> reject(AccountId caller, RejectApplicant command) {
        requireLength("what is said with a refusal", command.text(), limits.maxText());
        return storage.rooms()
                .amend(command.room(), Set.of(), state -> rules.reject(state, caller, command.account()))
                .compose(rejected -> notices.rejected(rejected, caller, command))
                .map(Done.DONE);
    }

    Future<Done> leave(AccountId caller, RoomId room) {
        return members(room, Set.of(caller), state -> rules.leave(state, caller))
                .map(Done.DONE);
    }

    Future<RoomInfo> add(AccountId caller, RoomId room, Set<AccountId> accounts) {
        long at = now();
        return belong(caller, room)
                .compose(may -> requireAccounts(accounts))
                .compose(known -> members(room, accounts, state -> rules.add(state, caller, accounts, at)))
                .compose(added -> notices.added(added, caller).map(added))
                .compose(added -> info(added.after()));
    }

    Future<RoomInfo> remove(AccountId caller, RoomId room, Set<AccountId> accounts) {
        return members(room, Set.of(), state -> rules.remove(state, caller, accounts))
                .compose(removed -> notices.removed(removed, caller).map(removed))
                .compose(removed -> info(removed.after()));
    }

    Future<Done> ban(AccountId caller, RoomId room, AccountId account) {
        return lead(caller, room)
                .compose(may -> requireAccounts(Set.of(account)))
                .compose(known -> members(room, Set.of(account), state -> rules.ban(state, caller, account)))
                .compose(banned -> notices.removed(banned, caller))
                .map(Done.DONE);
    }

    Future<BannedList> banned(AccountId caller, RoomId room) {
        return lead(caller, room).map(state -> new BannedList(state.those(Standing::banned)));
    }

    Future<Done> block(AccountId caller, RoomId room) {
        return members(room, Set.of(caller), state -> rules.block(state, caller))
                .map(Done.DONE);
    }

    Future<RoomInfo> update(AccountId caller, UpdateRoom command) {
        if (command.title() != null) {
            requireLength("a title", command.title(), MAX_TITLE);
        }
        return show(caller, command)
                .compose(shown ->
                        storage.rooms().amend(command.room(), Set.of(), state -> rules.update(state, caller, command)))
                .compose(updated -> info(updated.after()));
    }

    /** Nothing is shown by whoever may not do all that was asked. */
    private Future<?> show(AccountId caller, UpdateRoom command) {
        return command.entries().isEmpty()
                ? Future.succeededFuture()
                : storage.rooms()
                        .state(command.room())
                        .map(state -> rules.update(state, caller, command))
                        .compose(may -> storage.profiles().update(command.room(), command.entries(), profiles));
    }

    Future<RoomInfo> transfer(AccountId caller, RoomId room, AccountId account) {
        return storage.rooms()
                .amend(room, Set.of(), state -> rules.transfer(state, caller, account))
                .compose(given -> info(given.after()));
    }

    /**
     * Changes who belongs to a group. The message shard is told even where nothing has changed: an earlier try may have ended
     * between the commit and that.
     */
    private Future<Amended> members(RoomId room, Collection<AccountId> concerned, UnaryOperator<RoomState> rule) {
        return storage.rooms().amend(room, concerned, rule).compose(amended -> news.changed(room)
                .onSuccess(known -> tell(amended))
                .map(amended));
    }

    private void tell(Amended amended) {
        RoomId room = amended.after().id();
        news.joined(room, amended.after().members(), amended.came());
        news.left(room, amended.before().members(), amended.left());
    }

    private Future<RoomState> lead(AccountId caller, RoomId room) {
        return storage.rooms().state(room).map(state -> {
            GroupRules.requireLeader(state, caller);
            return state;
        });
    }

    private Future<RoomState> belong(AccountId caller, RoomId room) {
        return storage.rooms().state(room).map(state -> {
            GroupRules.requireMember(state, caller);
            return state;
        });
    }

    private Future<Void> requireAccounts(Collection<AccountId> accounts) {
        List<Future<Void>> checks = new ArrayList<>();
        for (AccountId account : accounts) {
            checks.add(storage.accounts()
                    .byId(account)
                    .compose(found -> found.isPresent()
                            ? Future.succeededFuture()
                            : refuse(ErrorCode.NOT_FOUND, "there is no account " + account)));
        }
        return Future.all(checks).mapEmpty();
    }

    /** A name whose log still stands is not given again: its new members would read what the old ones said. */
    private Future<Void> requireUnused(RoomId room) {
        return storage.log()
                .head(room)
                .compose(head -> head == 0
                        ? Future.succeededFuture()
                        : refuse(ErrorCode.ALREADY, "the name " + room + " has been used"));
    }

    private Future<RoomInfo> info(RoomState state) {
        RoomRecord room = state.room().orElseThrow();
        List<AccountId> managers = state.those(one -> one.role() == Standing.Role.MANAGER);
        return storage.log()
                .head(room.room())
                .map(head -> new RoomInfo(
                        room.room(), room.title(), room.owner(), managers, room.join(), state.members(), head));
    }

    private static void requireLength(String what, String text, int max) {
        if (text.length() > max) {
            throw new GatewayException(ErrorCode.TOO_LARGE, what + " has at most " + max + " characters");
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
