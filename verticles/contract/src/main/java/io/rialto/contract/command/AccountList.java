package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import java.util.List;

/** Accounts in order of id. */
public record AccountList(List<AccountId> accounts) {
    /** Copies the accounts. */
    public AccountList {
        accounts = List.copyOf(accounts);
    }
}
