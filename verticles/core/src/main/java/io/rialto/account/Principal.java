package io.rialto.account;

import io.rialto.contract.id.AccountId;

/**
 * Who a client has proved to be.
 *
 * @param guest whether it came without credentials
 * @param expiresAt milliseconds since 1970 when that ends; {@link Long#MAX_VALUE} never
 */
public record Principal(AccountId account, boolean guest, long expiresAt) {}
