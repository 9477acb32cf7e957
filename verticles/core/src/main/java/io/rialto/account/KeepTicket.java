package io.rialto.account;

import io.rialto.contract.id.AccountId;

/**
 * Asks to keep a number that signs an account in once, for so long, in this epoch of the account; answered with {@code Done},
 * or {@code overloaded}.
 */
public record KeepTicket(long number, AccountId account, long epoch, long ttlMillis) {}
