package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Keeps accounts. Futures complete on the caller's context; failures are {@code store_unavailable}. */
public interface AccountStore {
    /** Adds an account durably; fails with {@code already} where the id or the login key is taken. */
    Future<Void> create(AccountRecord account);

    /** The account of this id. */
    Future<Optional<AccountRecord>> byId(AccountId id);

    /** The account of this login key. */
    Future<Optional<AccountRecord>> byLoginKey(String loginKey);

    /**
     * Replaces an account's password hash, which begins its next epoch; fails with {@code not_found}.
     *
     * @return the epoch that begins
     */
    Future<Long> setPasswordHash(AccountId id, String passwordHash);

    /** Begins an account's next epoch, which it answers; fails with {@code not_found}. */
    Future<Long> renewEpoch(AccountId id);

    /**
     * Blocks an account until then (milliseconds since 1970, {@link Long#MAX_VALUE}: for good), whatever it was before. That
     * begins its next epoch, which it answers; fails with {@code not_found}.
     */
    Future<Long> block(AccountId id, long until);

    /** Lifts a block; whether there was one, over or not. */
    Future<Boolean> unblock(AccountId id);

    /**
     * The accounts that are blocked beyond a time (milliseconds since 1970), in order of id.
     *
     * @param after only accounts behind this one; null: from the first
     */
    Future<List<BlockedAccount>> blocked(AccountId after, int limit, long now);
}
