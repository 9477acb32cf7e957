package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.DurableRecord;
import java.util.ArrayList;
import java.util.List;

/** Sessions with their subscriptions, one row each. */
final class SessionReading implements Reading<List<DurableRecord>> {
    private final List<DurableRecord> records = new ArrayList<>();
    private List<DurableSubscription> subscriptions = new ArrayList<>();
    private DurableRecord last;

    @Override
    public boolean next(Row row) {
        if (last == null || last.key() != row.integer(0)) {
            finish();
            last = new DurableRecord(
                    row.integer(0), new AccountId(row.text(1)), new DeviceId(row.text(2)), row.integer(3), List.of());
        }
        if (!row.isNull(4)) {
            subscriptions.add(SubscriptionColumns.subscription(row, 4));
        }
        return true;
    }

    @Override
    public List<DurableRecord> result() {
        finish();
        last = null;
        return records;
    }

    private void finish() {
        if (last != null) {
            records.add(new DurableRecord(last.key(), last.account(), last.device(), last.version(), subscriptions));
            subscriptions = new ArrayList<>();
        }
    }
}
