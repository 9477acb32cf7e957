package io.rialto.presence;

import io.rialto.contract.id.AccountId;

/** Asks how an account stands. */
public record ReadPresence(AccountId account) {}
