package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;

/**
 * What the operator sees of an account.
 *
 * @param createdAt milliseconds since 1970
 * @param hasLogin whether it has a login name (which nobody can read back)
 * @param hasPassword whether it can sign in with a password
 * @param blockedUntil milliseconds since 1970 when its block ends, {@link Long#MAX_VALUE}: never; 0 where it is not blocked
 */
public record AccountState(
        AccountId account, long createdAt, boolean hasLogin, boolean hasPassword, long blockedUntil) {}
