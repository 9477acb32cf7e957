package io.rialto.post;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.InboxItem;

/**
 * An inbox item for all sessions of an account.
 *
 * @param sender the session that sent the message: where it is one of the account's, it learns of it by its answer
 */
public record Letter(AccountId to, InboxItem item, SessionId sender) {}
