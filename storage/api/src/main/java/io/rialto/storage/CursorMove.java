package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;

/** A device has acknowledged everything up to {@code iseq}. */
public record CursorMove(AccountId account, DeviceId device, long iseq) {}
