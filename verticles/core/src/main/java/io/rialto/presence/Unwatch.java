package io.rialto.presence;

import io.rialto.contract.id.AccountId;
import io.rialto.session.ConnectedSession;

/** A session does not want to know any more. */
public record Unwatch(AccountId account, ConnectedSession watcher) {}
