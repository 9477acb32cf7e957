package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import java.util.List;

/**
 * Accounts that may not sign in, in order of id.
 *
 * @param more whether there are more behind the last one
 */
public record BlockedAccounts(List<Entry> accounts, boolean more) {
    /** One of them; {@code until} is milliseconds since 1970, {@link Long#MAX_VALUE}: for good. */
    public record Entry(AccountId account, long until) {}

    /** Copies the list. */
    public BlockedAccounts {
        accounts = List.copyOf(accounts);
    }
}
