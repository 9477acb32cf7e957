package io.rialto.account;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;

/** Changes the password of an account on behalf of whoever is signed in to it. */
@FunctionalInterface
public interface PasswordChange {
    /**
     * Replaces the old password, which is checked, by a fresh one. {@code forbidden} where the old one is wrong, or the
     * account has none. Whoever is signed in stays so. The future completes on the caller's context.
     *
     * @return the epoch of the account that begins
     */
    Future<Long> change(AccountId account, String old, String fresh);
}
