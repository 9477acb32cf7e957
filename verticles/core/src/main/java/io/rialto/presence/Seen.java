package io.rialto.presence;

import io.rialto.contract.id.AccountId;

/** An account got its first session, or lost its last. */
public record Seen(AccountId account, boolean online) {}
