package io.rialto.presence;

import io.rialto.bus.Seat;
import io.rialto.contract.id.AccountId;

/** A session wants to know of changes; answered with how the account stands now. */
public record Watch(AccountId account, Seat watcher) {}
