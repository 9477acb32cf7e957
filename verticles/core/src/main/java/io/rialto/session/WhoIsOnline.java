package io.rialto.session;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;

/**
 * Asks a node for sessions of accounts whose home it is, by account and number; answered with a {@code SessionList}.
 *
 * @param account only sessions behind this place; null: from the first
 * @param limit at most so many
 */
record WhoIsOnline(AccountId account, SessionId session, int limit) {}
