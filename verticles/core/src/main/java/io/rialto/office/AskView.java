package io.rialto.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.stream.Viewing;

/**
 * Has sessions of an account whose connections are at a node see a stream room, or no more; answered with a {@code Viewers},
 * empty where it has none there.
 *
 * @param session only this one; null: all of them
 */
record AskView(AccountId account, SessionId session, Viewing viewing) {}
