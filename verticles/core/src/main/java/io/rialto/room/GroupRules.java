package io.rialto.room;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand.UpdateRoom;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.storage.RoomRecord;
import io.rialto.storage.RoomState;
import io.rialto.storage.Standing;
import io.rialto.storage.Standing.Role;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may do what to a group, and what becomes of it: pure functions of its state, so that the store can decide them. A
 * refusal does not tell strangers whether a group exists that is entered by invitation.
 */
final class GroupRules {
    private final GroupLimits limits;

    GroupRules(GroupLimits limits) {
        this.limits = limits;
    }

    /** The caller becomes a member of an open group; whoever is in stays so. */
    RoomState join(RoomState state, AccountId caller, long at) {
        RoomRecord room = require(state, caller);
        if (state.standing(caller).isMember()) {
            return state;
        }
        requireVisible(state, room, caller);
        requireWelcome(state, caller);
        if (room.join() != JoinPolicy.OPEN) {
            throw new GatewayException(ErrorCode.FORBIDDEN, room.room() + " is entered with approval, apply for it");
        }
        return enter(state, Set.of(caller), at);
    }

    /** The caller becomes a member of an open group, else an applicant. */
    RoomState apply(RoomState state, AccountId caller, long at) {
        RoomRecord room = require(state, caller);
        Standing was = state.standing(caller);
        if (was.isMember()) {
            throw new GatewayException(ErrorCode.ALREADY, "you are a member of " + room.room());
        }
        requireVisible(state, room, caller);
        requireWelcome(state, caller);
        if (room.join() == JoinPolicy.OPEN) {
            return enter(state, Set.of(caller), at);
        }
        if (was.applied()) {
            return state;
        }
        requireFewer(state.those(Standing::applied).size(), limits.maxApplicants(), "applications wait");
        return state.with(Map.of(caller, was.blocked(false).applied(true, at)));
    }

    /** An application is turned down. */
    RoomState reject(RoomState state, AccountId caller, AccountId account) {
        requireLeader(state, caller);
        if (!state.standing(account).applied()) {
            throw new GatewayException(ErrorCode.NOT_FOUND, account + " has not applied to " + state.id());
        }
        return state.with(Map.of(account, state.standing(account).applied(false, 0)));
    }

    /** The caller is nothing to the group any more, except banned. */
    RoomState leave(RoomState state, AccountId caller) {
        RoomRecord room = require(state, caller);
        Standing was = state.standing(caller);
        if (!was.isMember() && !was.applied() && !was.blocked()) {
            throw notMember(state, caller);
        }
        requireNotOwner(room, caller, "the owner cannot leave " + room.room() + ", delete it or give it away instead");
        return state.with(Map.of(caller, Standing.NONE.banned(was.banned())));
    }

    /** Accounts become members. */
    RoomState add(RoomState state, AccountId caller, Set<AccountId> accounts, long at) {
        RoomRecord room = requireMember(state, caller);
        if (room.join() != JoinPolicy.OPEN) {
            requireLeader(state, caller);
        }
        for (AccountId account : accounts) {
            requireWelcome(state, account);
            if (state.standing(account).blocked()) {
                throw new GatewayException(ErrorCode.BLOCKED, account + " does not want to be in " + room.room());
            }
        }
        return enter(state, accounts, at);
    }

    /** Accounts are members no more, banned no more. */
    RoomState remove(RoomState state, AccountId caller, Set<AccountId> accounts) {
        requireLeader(state, caller);
        accounts.forEach(account -> requireAbove(state, caller, account));
        return state.with(
                each(accounts, account -> state.standing(account).out().banned(false)));
    }

    /** An account is out for good. */
    RoomState ban(RoomState state, AccountId caller, AccountId account) {
        requireLeader(state, caller);
        requireAbove(state, caller, account);
        if (state.standing(account).banned()) {
            return state;
        }
        requireFewer(state.those(Standing::banned).size(), limits.maxBanned(), "accounts are banned");
        return state.with(Map.of(
                account,
                Standing.NONE.banned(true).blocked(state.standing(account).blocked())));
    }

    /** The caller is out, and cannot be taken in. */
    RoomState block(RoomState state, AccountId caller) {
        RoomRecord room = require(state, caller);
        requireNotOwner(room, caller, "the owner cannot block " + room.room() + ", delete it or give it away instead");
        Standing was = state.standing(caller);
        if (was.blocked()) {
            return state;
        }
        if (state.blocksOf(caller) >= limits.maxBlocked()) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED, "an account blocks at most " + limits.maxBlocked() + " groups");
        }
        return state.with(Map.of(caller, Standing.NONE.banned(was.banned()).blocked(true)));
    }

    /** The group is over. */
    RoomState delete(RoomState state, AccountId caller, long at) {
        requireOwner(state, caller);
        return state.ended(at);
    }

    /** The group is called, entered, led otherwise. */
    RoomState update(RoomState state, AccountId caller, UpdateRoom change) {
        RoomRecord room = requireLeader(state, caller);
        RoomRecord titled = change.title() == null ? room : room.titled(change.title());
        RoomState after = state.with(change.join() == null ? titled : titled.entered(change.join()));
        if (change.managers() == null) {
            return after;
        }
        requireOwner(state, caller);
        Set<AccountId> managers = change.managers().stream()
                .filter(account -> !account.equals(room.owner()))
                .collect(Collectors.toSet());
        if (managers.size() > limits.maxManagers()) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED, "a group has at most " + limits.maxManagers() + " managers");
        }
        for (AccountId account : managers) {
            requireIn(state, account);
        }
        return after.with(each(
                state.members(),
                account -> Standing.member(
                        managers.contains(account) ? Role.MANAGER : Role.MEMBER,
                        state.standing(account).since())));
    }

    /** The group is another member's. */
    RoomState transfer(RoomState state, AccountId caller, AccountId account) {
        RoomRecord room = requireOwner(state, caller);
        requireIn(state, account);
        return state.with(room.ownedBy(account))
                .with(Map.of(
                        account,
                        Standing.member(Role.MEMBER, state.standing(account).since())));
    }

    /** For members only; the group. */
    static RoomRecord requireMember(RoomState state, AccountId caller) {
        RoomRecord room = require(state, caller);
        if (!state.standing(caller).isMember()) {
            throw notMember(state, caller);
        }
        return room;
    }

    /** For owner and managers only; the group. */
    static RoomRecord requireLeader(RoomState state, AccountId caller) {
        RoomRecord room = requireMember(state, caller);
        if (!state.leads(caller)) {
            throw new GatewayException(
                    ErrorCode.FORBIDDEN, "only the owner and the managers of " + room.room() + " may do this");
        }
        return room;
    }

    private static RoomRecord requireOwner(RoomState state, AccountId caller) {
        RoomRecord room = requireMember(state, caller);
        if (!room.owner().equals(caller)) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "only the owner of " + room.room() + " may do this");
        }
        return room;
    }

    private static RoomRecord require(RoomState state, AccountId caller) {
        RoomRecord room = state.room().orElseThrow(() -> notMember(state, caller));
        if (room.ended()) {
            throw new GatewayException(ErrorCode.GONE, room.room() + " has ended");
        }
        return room;
    }

    private static void requireVisible(RoomState state, RoomRecord room, AccountId caller) {
        if (room.join() == JoinPolicy.INVITE) {
            throw notMember(state, caller);
        }
    }

    private static void requireWelcome(RoomState state, AccountId account) {
        if (state.standing(account).banned()) {
            throw new GatewayException(ErrorCode.BLOCKED, account + " is banned from " + state.id());
        }
    }

    private static void requireIn(RoomState state, AccountId account) {
        if (!state.standing(account).isMember()) {
            throw new GatewayException(ErrorCode.NOT_FOUND, account + " is not a member of " + state.id());
        }
    }

    private static void requireNotOwner(RoomRecord room, AccountId caller, String why) {
        if (room.owner().equals(caller)) {
            throw new GatewayException(ErrorCode.FORBIDDEN, why);
        }
    }

    /** Nobody is above the owner, managers are not above each other. */
    private static void requireAbove(RoomState state, AccountId caller, AccountId account) {
        AccountId owner = state.room().orElseThrow().owner();
        if (account.equals(owner)) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "the owner of " + state.id() + " cannot be taken out");
        }
        if (!caller.equals(owner) && state.standing(account).role() == Role.MANAGER) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "only the owner of " + state.id() + " takes a manager out");
        }
    }

    private static void requireFewer(int count, int limit, String what) {
        if (count >= limit) {
            throw new GatewayException(ErrorCode.LIMIT_REACHED, limit + " " + what + " already");
        }
    }

    /** Whoever is in stays as he is. */
    private RoomState enter(RoomState state, Set<AccountId> accounts, long at) {
        RoomState after = state.with(each(accounts, account -> {
            Standing was = state.standing(account);
            return was.isMember() ? was : Standing.member(Role.MEMBER, at);
        }));
        int members = after.members().size();
        if (members > limits.maxMembers() && members > state.members().size()) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED, "a group has at most " + limits.maxMembers() + " members");
        }
        return after;
    }

    private static Map<AccountId, Standing> each(Iterable<AccountId> accounts, Function<AccountId, Standing> standing) {
        Map<AccountId, Standing> all = new TreeMap<>();
        accounts.forEach(account -> all.put(account, standing.apply(account)));
        return all;
    }

    private static GatewayException notMember(RoomState state, AccountId caller) {
        return new GatewayException(
                ErrorCode.NOT_MEMBER, caller + " is not a member of " + state.id() + ", or it does not exist");
    }
}
