package io.rialto.session;

import io.rialto.contract.id.AccountId;

/** Asks to keep a number that signs an account in once, for so long; answered with {@code Done}, or {@code overloaded}. */
public record KeepTicket(long number, AccountId account, long ttlMillis) {}
