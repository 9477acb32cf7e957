package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps groups with their members. Futures complete on the caller's context, after the commit; failures are
 * {@code store_unavailable}.
 */
public interface RoomStore {
    /**
     * Adds a group with its first members, the owner always among them; fails with {@code already} where the id is taken,
     * or was by one that has ended.
     */
    Future<Void> create(RoomRecord room, Collection<AccountId> members);

    /** The group of this id, also one that has ended. */
    Future<Optional<RoomRecord>> get(RoomId room);

    /** All members in order of id; empty where there is no such group. */
    Future<List<AccountId>> members(RoomId room);

    /** The groups an account belongs to, in order of id. */
    Future<List<RoomId>> roomsOf(AccountId account);

    /** The groups an account has blocked, in order of id. */
    Future<List<RoomId>> blockedBy(AccountId account);

    /** A group as it stands, nobody asked about; not at one moment, but for whoever only wants to look. */
    Future<RoomState> state(RoomId room);

    /**
     * Changes a group by a rule, in one transaction in which nobody else changes it, on whichever node: what the rule is
     * given is how the group stands, what it answers is how it stands from then on.
     *
     * @param concerned of whom the rule wants to know whether they block the group
     * @param rule keeps no state, since it may run more than once, on any thread; a {@code GatewayException} that it
     *     throws is the failure, then nothing has changed
     */
    Future<Amended> amend(RoomId room, Collection<AccountId> concerned, UnaryOperator<RoomState> rule);
}
