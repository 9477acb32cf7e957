package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import java.util.List;

/** The accounts that a group does not let in, in order of id. */
public record BannedList(List<AccountId> accounts) {
    /** Copies the accounts. */
    public BannedList {
        accounts = List.copyOf(accounts);
    }
}
