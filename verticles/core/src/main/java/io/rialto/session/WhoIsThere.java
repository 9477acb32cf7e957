package io.rialto.session;

import io.rialto.contract.id.AccountId;

/** Asks for the sessions of an account. */
record WhoIsThere(AccountId account) {}
