package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.vertx.core.Future;
import java.util.Optional;

/** What the inboxes of a SQL database have in their tables; each dialect moves cursors in its own way. Safe on any thread. */
public final class InboxTable {
    private final SqlDatabase database;

    /** The tables of an open database. */
    public InboxTable(SqlDatabase database) {
        this.database = database;
    }

    /** As {@link Inbox#read}. */
    public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
        PageBudget budget = new PageBudget(limit, maxBytes);
        InboxReading reading = new InboxReading(account, after, budget);
        return database.read(Sql.INBOX_AFTER, reading, account.value(), after, budget.rows());
    }

    /** As {@link Inbox#head}. */
    public Future<Long> head(AccountId account) {
        return database.read(Sql.INBOX_HEAD, Reading.number(), account.value());
    }

    /** As {@link Inbox#open}. */
    public Future<DevicePosition> open(AccountId account, DeviceId device) {
        return database.read(Sql.DEVICE_POSITION, position(), account.value(), device.value())
                .compose(known -> known.map(Future::succeededFuture).orElseGet(() -> add(account, device)));
    }

    private Future<DevicePosition> add(AccountId account, DeviceId device) {
        return database.write(1, tx -> tx.update(Sql.ACCOUNT_INTERN, account.value())
                .compose(done -> tx.update(Sql.DEVICE_ADD, account.value(), device.value()))
                .compose(done -> tx.query(Sql.DEVICE_POSITION, position(), account.value(), device.value()))
                .map(Optional::orElseThrow));
    }

    /** Empty where the device has no cursor. */
    private static Reading<Optional<DevicePosition>> position() {
        return new Reading<>() {
            private Optional<DevicePosition> found = Optional.empty();

            @Override
            public boolean next(Row row) {
                if (!row.isNull(0)) {
                    long head = row.integer(1);
                    long oldest = row.isNull(2) ? head + 1 : row.integer(2);
                    found = Optional.of(new DevicePosition(row.integer(0), head, oldest));
                }
                return false;
            }

            @Override
            public Optional<DevicePosition> result() {
                return found;
            }
        };
    }
}
