package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.Optional;

/** Keeps accounts. Futures complete on the caller's context; failures are {@code store_unavailable}. */
public interface AccountStore {
    /** Adds an account durably; fails with {@code already} where the id or the login key is taken. */
    Future<Void> create(AccountRecord account);

    /** The account of this id. */
    Future<Optional<AccountRecord>> byId(AccountId id);

    /** The account of this login key. */
    Future<Optional<AccountRecord>> byLoginKey(String loginKey);

    /** Replaces an account's password hash; fails with {@code not_found}. */
    Future<Void> setPasswordHash(AccountId id, String passwordHash);
}
