package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The inboxes in a SQL database. Safe on any thread. */
public final class SqlInbox implements Inbox {
    /** Two nodes that lock the same rows do it in the same order; since cursors only go forwards, any order will do. */
    private static final Comparator<CursorMove> KEY_ORDER = Comparator.comparing(
                    (CursorMove move) -> move.account().value())
            .thenComparing(move -> move.device().value());

    private final SqlDatabase database;

    /** Inboxes on an open database. */
    public SqlInbox(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
        PageBudget budget = new PageBudget(limit, maxBytes);
        InboxReading reading = new InboxReading(account, after, budget);
        return database.read(Sql.INBOX_AFTER, reading, account.value(), after, budget.rows());
    }

    @Override
    public Future<Long> head(AccountId account) {
        return database.read(Sql.INBOX_HEAD, Reading.number(), account.value());
    }

    @Override
    public Future<DevicePosition> open(AccountId account, DeviceId device) {
        return database.read(Sql.DEVICE_POSITION, position(), account.value(), device.value())
                .compose(known -> known.map(Future::succeededFuture).orElseGet(() -> add(account, device)));
    }

    @Override
    public Future<Void> move(List<CursorMove> moves) {
        if (moves.isEmpty()) {
            return Future.succeededFuture();
        }
        List<CursorMove> sorted = new ArrayList<>(moves);
        sorted.sort(KEY_ORDER);
        List<Object[]> rows = new ArrayList<>(moves.size());
        for (CursorMove move : sorted) {
            rows.add(new Object[] {move.account().value(), move.device().value(), move.iseq()});
        }
        return database.write(
                rows.size(), tx -> tx.updateEach(Sql.CURSOR_MOVE, rows).mapEmpty());
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
