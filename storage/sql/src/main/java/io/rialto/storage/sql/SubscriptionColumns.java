package io.rialto.storage.sql;

import io.rialto.contract.session.DurableSubscription;

/** The columns of a durable subscription. */
final class SubscriptionColumns {
    private SubscriptionColumns() {}

    /** The subscription whose columns begin here. */
    static DurableSubscription subscription(Row row, int first) {
        return new DurableSubscription(
                row.text(first),
                (int) row.integer(first + 1),
                row.integer(first + 2) == 1,
                row.integer(first + 3) == 1,
                (int) row.integer(first + 4));
    }

    /** The row of one; its retained values are to come, or not. */
    static Object[] row(long key, DurableSubscription subscription, boolean retained) {
        return new Object[] {
            key,
            subscription.filter(),
            (long) subscription.qos(),
            subscription.noLocal() ? 1L : 0L,
            subscription.retainAsPublished() ? 1L : 0L,
            (long) subscription.id(),
            retained ? "" : null
        };
    }
}
