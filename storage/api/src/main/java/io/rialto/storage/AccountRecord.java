package io.rialto.storage;

import io.rialto.contract.id.AccountId;

/**
 * An account as it is kept.
 *
 * @param loginKey HMAC of the login name under the installation's secret, as hex; null where the account has no login
 * @param passwordHash what is kept of the password: its encoded Argon2id hash, behind a space keys for SCRAM where those were
 *     made; null where it has no password
 * @param createdAt milliseconds since 1970
 * @param epoch counts up whenever everybody who is signed in must prove anew who he is
 * @param blockedUntil milliseconds since 1970 when its block ends; 0 where it is not blocked, {@link Long#MAX_VALUE}: never
 */
public record AccountRecord(
        AccountId id, String loginKey, String passwordHash, long createdAt, long epoch, long blockedUntil) {
    /** A new account. */
    public AccountRecord(AccountId id, String loginKey, String passwordHash, long createdAt) {
        this(id, loginKey, passwordHash, createdAt, 0, 0);
    }

    /** Whether it is blocked at that time (milliseconds since 1970). */
    public boolean isBlockedAt(long time) {
        return blockedUntil > time;
    }
}
