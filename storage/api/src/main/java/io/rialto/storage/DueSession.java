package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableWill;

/**
 * A durable session without a connection for which something is due.
 *
 * @param expired whether it is to end
 * @param will what is to be published for it; null where nothing is
 */
public record DueSession(long key, AccountId account, DeviceId device, boolean expired, DurableWill will) {}
