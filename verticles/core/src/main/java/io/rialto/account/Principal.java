package io.rialto.account;

import io.rialto.access.Rule;
import io.rialto.contract.id.AccountId;
import java.util.List;
import java.util.Set;

/**
 * Who a client has proved to be.
 *
 * @param guest whether it came without credentials
 * @param expiresAt milliseconds since 1970 when that ends; {@link Long#MAX_VALUE} never
 * @param epoch the epoch of the account in which that was proved; {@link #ANY_EPOCH} where the proof knows of none
 * @param roles that what they signed in with gives them
 * @param rules that what they signed in with says about them, before those of the settings
 */
public record Principal(
        AccountId account, boolean guest, long expiresAt, long epoch, Set<String> roles, List<Rule> rules) {
    /** A proof that no change of the account takes back. */
    public static final long ANY_EPOCH = Long.MAX_VALUE;

    /** Keeps nothing that others change. */
    public Principal {
        roles = Set.copyOf(roles);
        rules = List.copyOf(rules);
    }

    /** Who brings no roles, no rules along. */
    public Principal(AccountId account, boolean guest, long expiresAt, long epoch) {
        this(account, guest, expiresAt, epoch, Set.of(), List.of());
    }

    /** The same in that epoch. */
    Principal in(long other) {
        return new Principal(account, guest, expiresAt, other, roles, rules);
    }
}
