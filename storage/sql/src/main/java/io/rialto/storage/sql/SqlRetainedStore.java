package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps retained values in a SQL database. Safe on any thread. */
public final class SqlRetainedStore implements RetainedStore {
    private static final Comparator<RetainedValue> PLACES =
            Comparator.comparingLong(RetainedValue::epoch).thenComparingLong(RetainedValue::seq);

    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlRetainedStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Void> write(List<RetainedValue> values) {
        if (values.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, RetainedValue> newest = new TreeMap<>();
        values.forEach(value -> newest.merge(value.topic(), value, SqlRetainedStore::newer));
        List<Object[]> rows =
                newest.values().stream().map(SqlRetainedStore::put).toList();
        return database.write(
                values.size(), tx -> tx.updateEach(Sql.RETAINED_PUT, rows).mapEmpty());
    }

    @Override
    public Future<Optional<RetainedValue>> get(String topic, long now) {
        return database.read(Sql.RETAINED_GET, Reading.first(SqlRetainedStore::value), topic, now);
    }

    @Override
    public Future<List<RetainedValue>> scan(String prefix, String afterTopic, int limit, long now) {
        return database.read(Sql.RETAINED_SCAN, new UnderPrefix(prefix), afterTopic, prefix, now, limit);
    }

    @Override
    public Future<StoredMessages> stored(long now) {
        return database.read(Sql.RETAINED_COUNT, new Sums(), now);
    }

    @Override
    public Future<Integer> removeExpired(long then) {
        return database.write(1, tx -> tx.update(Sql.RETAINED_EXPIRE, then));
    }

    /** The later of two at the same place. */
    private static RetainedValue newer(RetainedValue one, RetainedValue later) {
        return PLACES.compare(one, later) > 0 ? one : later;
    }

    private static boolean removes(RetainedValue value) {
        return value.content().bytes().length == 0;
    }

    /** A removal is a row without bytes, which has expired when it was made: readers leave it out, the sweep finds it. */
    private static Object[] put(RetainedValue value) {
        Content content = value.content();
        return new Object[] {
            value.topic(),
            value.epoch(),
            value.seq(),
            value.from().value(),
            content.type(),
            ContentColumns.attrs(content),
            content.bytes(),
            value.qos(),
            value.ts(),
            removes(value) ? value.ts() : value.expiresAt()
        };
    }

    private static RetainedValue value(Row row) {
        return new RetainedValue(
                row.text(0),
                row.integer(1),
                row.integer(2),
                new AccountId(row.text(3)),
                ContentColumns.content(row, 4),
                (int) row.integer(7),
                row.integer(8),
                row.integer(9));
    }

    /** Rows come in order from the prefix on, so the first topic that lacks it is the end: no pattern, no escaping. */
    private static final class UnderPrefix implements Reading<List<RetainedValue>> {
        private final String prefix;
        private final List<RetainedValue> values = new ArrayList<>();

        UnderPrefix(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public boolean next(Row row) {
            boolean under = row.text(0).startsWith(prefix);
            if (under) {
                values.add(value(row));
            }
            return under;
        }

        @Override
        public List<RetainedValue> result() {
            return values;
        }
    }
}
