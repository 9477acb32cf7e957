package io.rialto.presence;

import io.rialto.bus.Seat;
import io.rialto.contract.id.AccountId;

/** A session does not want to know any more. */
public record Unwatch(AccountId account, Seat watcher) {}
