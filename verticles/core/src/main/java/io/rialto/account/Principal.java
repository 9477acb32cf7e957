package io.rialto.account;

import io.rialto.contract.id.AccountId;

/**
 * Who a client has proved to be.
 *
 * @param guest whether it came without credentials
 * @param expiresAt milliseconds since 1970 when that ends; {@link Long#MAX_VALUE} never
 * @param epoch the epoch of the account in which that was proved; {@link #ANY_EPOCH} where the proof knows of none
 */
public record Principal(AccountId account, boolean guest, long expiresAt, long epoch) {
    /** A proof that no change of the account takes back. */
    public static final long ANY_EPOCH = Long.MAX_VALUE;

    /** The same in that epoch. */
    Principal in(long other) {
        return new Principal(account, guest, expiresAt, other);
    }
}
