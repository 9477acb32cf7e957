package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * Keeps what accounts are to each other: each pair has two halves, one per account. Changes of a pair come one after the
 * other, whichever nodes make them, and answer what was before. Futures complete on the caller's context, after the
 * commit; failures are {@code store_unavailable}.
 */
public interface ContactStore {
    /**
     * What a change found, and when it was.
     *
     * @param before what the owner, then the other one was to the other before
     * @param since the time of the owner's half now, in milliseconds since 1970; later than that of any half of the pair
     *     before, unless nothing was changed
     */
    record Change(Relation before, long since) {}

    /**
     * The owner adds the other one. Nothing is changed where the other one has blocked the owner, or the owner has added
     * it already.
     *
     * @param at milliseconds since 1970
     * @param max how many accounts the owner may have added or blocked; {@code limit_reached} beyond
     */
    Future<Change> add(AccountId owner, AccountId other, long at, int max);

    /** The owner blocks the other one, whose half stays; arguments as with {@link #add}. */
    Future<Change> block(AccountId owner, AccountId other, long at, int max);

    /** The owner's half becomes none where it was blocked, as if it had never been; whether it was. */
    Future<Boolean> unblock(AccountId owner, AccountId other);

    /**
     * The owner's half becomes none, which is remembered with its time; also the other one's where it was added, while blocked stays blocked.
     * Nothing is changed where there is neither.
     */
    Future<Change> remove(AccountId owner, AccountId other, long at);

    /** What these two are to each other. */
    Future<Relation> relation(AccountId owner, AccountId other);

    /** Those who have added the owner, as the owner has added them; in order of id. */
    Future<List<AccountId>> friends(AccountId owner);

    /** Those of these accounts that exist, and have no block between the owner and themselves; in order of id. */
    Future<List<AccountId>> reachable(AccountId owner, Collection<AccountId> others);

    /** Those whom the owner has blocked; in order of id. */
    Future<List<AccountId>> blocked(AccountId owner);
}
