package io.rialto.storage;

import io.rialto.contract.id.AccountId;

/** An account that may not sign in before {@code until} (milliseconds since 1970, {@link Long#MAX_VALUE}: never again). */
public record BlockedAccount(AccountId account, long until) {}
