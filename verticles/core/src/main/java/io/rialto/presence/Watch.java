package io.rialto.presence;

import io.rialto.contract.id.AccountId;
import io.rialto.session.ConnectedSession;

/** A session wants to know of changes; answered with how the account stands now. */
public record Watch(AccountId account, ConnectedSession watcher) {}
