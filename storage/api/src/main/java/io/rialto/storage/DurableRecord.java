package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableSubscription;
import java.util.List;

/**
 * A durable session as the table of subscriptions knows it.
 *
 * @param version rises with each of its changes
 */
public record DurableRecord(
        long key, AccountId account, DeviceId device, long version, List<DurableSubscription> subscriptions) {
    /** Copies the subscriptions. */
    public DurableRecord {
        subscriptions = List.copyOf(subscriptions);
    }
}
