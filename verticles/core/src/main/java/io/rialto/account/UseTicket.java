package io.rialto.account;

import io.rialto.contract.id.AccountId;

/** Asks whom a number signs in, which it does no more then; answered with {@link Used}. */
public record UseTicket(long number) {
    /** Whom it signs in, in which epoch of the account; account null: it was used, has expired, or never was. */
    public record Used(AccountId account, long epoch) {
        static final Used NOBODY = new Used(null, 0);
    }
}
