package io.rialto.storage;

import io.rialto.contract.id.AccountId;

/**
 * An account as it is kept.
 *
 * @param loginKey HMAC of the login name under the installation's secret, as hex; null where the account has no login
 * @param passwordHash encoded Argon2id hash; null where it has no password
 * @param createdAt milliseconds since 1970
 */
public record AccountRecord(AccountId id, String loginKey, String passwordHash, long createdAt) {}
