package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.storage.DueSession;
import io.rialto.storage.DurableRecord;
import io.rialto.storage.Enqueued;
import io.rialto.storage.QueueBounds;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.QueuePage;
import io.rialto.storage.QueueProgress;
import io.rialto.storage.RetainedBatch;
import io.rialto.storage.RetainedPlaced;
import io.rialto.storage.SessionChanges;
import io.rialto.storage.SessionClosing;
import io.rialto.storage.SessionOpened;
import io.rialto.storage.SessionOpening;
import io.rialto.storage.SessionStore;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps durable sessions in a SQL database. Safe on any thread. */
public final class SqlSessionStore implements SessionStore {
    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlSessionStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<SessionOpened> open(SessionOpening opening) {
        return database.write(4, tx -> tx.query(
                        Sql.SESSION_FIND,
                        Reading.first(SessionRow::of),
                        opening.account().value(),
                        opening.device().value())
                .compose(found -> open(tx, opening, found.orElse(null))));
    }

    @Override
    public Future<Long> close(SessionClosing closing) {
        Object[] args = {
            closing.key(),
            closing.holder(),
            closing.sent(),
            closing.expiryMillis(),
            closing.will() ? 1L : 0L,
            closing.now()
        };
        return database.write(2, tx -> tx.update(Sql.SESSION_CLOSE, args)
                .compose(closed -> closed > 0 && closing.expiryMillis() == 0 && !closing.will()
                        ? end(tx, closing.key(), closing.now())
                        : Future.succeededFuture(0L)));
    }

    @Override
    public Future<Boolean> hold(long key, long holder) {
        return database.write(1, tx -> tx.update(Sql.SESSION_HOLD, key, holder).map(held -> held > 0));
    }

    @Override
    public Future<Long> subscribe(long key, DurableSubscription subscription, boolean retained) {
        Object[] row = {
            key,
            subscription.filter(),
            (long) subscription.qos(),
            subscription.noLocal() ? 1L : 0L,
            subscription.retainAsPublished() ? 1L : 0L,
            (long) subscription.id(),
            retained ? "" : null
        };
        return database.write(2, tx -> touch(tx, key)
                .compose(version -> version == 0
                        ? Future.succeededFuture(0L)
                        : tx.update(Sql.SESSION_SUB_PUT, row).map(version)));
    }

    @Override
    public Future<Long> unsubscribe(long key, String filter) {
        return database.write(2, tx -> touch(tx, key)
                .compose(version -> tx.update(Sql.SESSION_SUB_DROP, key, filter).map(version)));
    }

    /** The version is read before what it covers: what changes between the two is in both, which harms nobody. */
    @Override
    public Future<SessionChanges> changes(long since) {
        return database.read(Sql.SESSION_VERSION, Reading.number())
                .compose(version -> version <= since
                        ? Future.succeededFuture(new SessionChanges(Math.max(since, version), List.of(), List.of()))
                        : database.read(Sql.SESSIONS_SINCE, new Records(), since)
                                .compose(changed -> database.read(
                                                Sql.SESSIONS_GONE_SINCE, Reading.list(row -> row.integer(0)), since)
                                        .map(ended -> new SessionChanges(version, changed, ended))));
    }

    @Override
    public Future<List<Enqueued>> append(List<QueueEntry> batch, QueueBounds bounds) {
        if (batch.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        int weight = batch.stream().mapToInt(QueueEntry::weight).sum();
        return database.write(weight, tx -> new QueueBatch(tx, batch, bounds).run());
    }

    @Override
    public Future<RetainedPlaced> retain(RetainedBatch batch, QueueBounds bounds) {
        return database.write(2 + 2 * batch.entries().size(), tx -> new RetainedEntry(tx, batch, bounds).run());
    }

    @Override
    public Future<QueuePage> read(long key, long after, int limit, int maxBytes) {
        PageBudget budget = new PageBudget(limit, maxBytes);
        return database.read(Sql.SESSION_QUEUE_AFTER, new QueueReading(after, budget), key, after, budget.rows());
    }

    @Override
    public Future<StoredMessages> stored() {
        return database.read(Sql.SESSION_QUEUES_SUM, new Sums());
    }

    @Override
    public Future<Long> head(long key) {
        return database.read(Sql.SESSION_QUEUE_HEAD, Reading.number(), key);
    }

    @Override
    public Future<Void> settle(List<QueueProgress> progress) {
        List<QueueProgress> sorted = new ArrayList<>(progress);
        sorted.sort(Comparator.comparingLong(QueueProgress::key));
        List<Object[]> places = new ArrayList<>();
        List<Object[]> bodies = new ArrayList<>();
        List<Object[]> packets = new ArrayList<>();
        for (QueueProgress one : sorted) {
            if (!one.acknowledged().isEmpty()) {
                places.add(new Object[] {
                    one.key(),
                    QueueBatch.join(one.acknowledged().stream()
                            .map(QueueProgress.Place::position)
                            .toList())
                });
                one.acknowledged().forEach(place -> bodies.add(new Object[] {place.body()}));
            }
            one.completed().forEach(packet -> packets.add(new Object[] {one.key(), (long) packet}));
        }
        int weight = bodies.size() + packets.size();
        if (weight == 0) {
            return Future.succeededFuture();
        }
        return database.write(weight, tx -> take(tx, places, bodies)
                .compose(done -> tx.updateEach(Sql.SESSION_OUTBOUND_DROP, packets))
                .mapEmpty());
    }

    @Override
    public Future<Void> received(long key, int packetId, QueueProgress.Place place) {
        return database.write(2, tx -> tx.update(Sql.SESSION_OUTBOUND_ADD, key, (long) packetId)
                .compose(added -> place == null
                        ? Future.succeededFuture()
                        : take(
                                tx,
                                List.<Object[]>of(new Object[] {key, Long.toString(place.position())}),
                                List.<Object[]>of(new Object[] {place.body()}))));
    }

    @Override
    public Future<Long> mark(long key, int packetId, long number) {
        return database.write(1, tx -> tx.update(Sql.SESSION_INBOUND_MARK, key, (long) packetId, number)
                .compose(marked -> tx.query(Sql.SESSION_INBOUND_NUMBER, Reading.number(), key, (long) packetId)));
    }

    @Override
    public Future<Void> released(long key, int packetId) {
        return database.write(1, tx -> tx.update(Sql.SESSION_INBOUND_DROP, key, (long) packetId)
                .mapEmpty());
    }

    @Override
    public Future<Integer> orphan(List<Long> boots, long now) {
        return database.write(1, tx -> tx.update(Sql.SESSION_ORPHAN, QueueBatch.join(boots), now));
    }

    @Override
    public Future<List<DueSession>> due(long now, int limit) {
        return database.read(Sql.SESSIONS_DUE, Reading.list(row -> due(row, now)), now, (long) limit);
    }

    @Override
    public Future<Void> willPublished(long key, long now) {
        return database.write(
                1, tx -> tx.update(Sql.SESSION_WILL_DROP, key, now).mapEmpty());
    }

    @Override
    public Future<Long> end(long key, long now) {
        return database.write(2, tx -> end(tx, key, now));
    }

    @Override
    public Future<Integer> sweep(long then, int limit) {
        return database.read(Sql.SESSION_BODIES_LOOSE, Reading.list(row -> new Object[] {row.integer(0)}), (long) limit)
                .compose(loose -> database.write(1 + loose.size(), tx -> tx.updateEach(Sql.SESSION_BODY_DROP, loose)
                        .compose(dropped -> tx.update(Sql.SESSION_GONE_FORGET, then)
                                .compose(done -> tx.update(Sql.SESSION_INBOUND_LOOSE))
                                .map(dropped))));
    }

    private static Future<SessionOpened> open(SqlTransaction tx, SessionOpening opening, SessionRow found) {
        DurableWish wish = opening.wish();
        if (found == null) {
            return begin(tx, opening, 0, null);
        }
        if (wish.clean() || found.hasExpired(opening.now())) {
            return drop(tx, found.key(), opening.now())
                    .compose(version -> begin(tx, opening, found.key(), found.willAtEnd()));
        }
        Object[] row = WillColumns.behind(wish.will(), found.key(), opening.holder(), wish.expiryMillis());
        return tx.update(Sql.SESSION_RESUME, row).compose(resumed -> resumed(tx, found, opening.now()));
    }

    private static Future<SessionOpened> resumed(SqlTransaction tx, SessionRow found, long now) {
        return tx.query(Sql.SESSION_SUBS_OF, Reading.list(row -> subscription(row, 0)), found.key())
                .compose(subscriptions -> retained(tx, found.key())
                        .compose(retained -> packets(tx, Sql.SESSION_INBOUND_OF, found.key())
                                .compose(inbound -> packets(tx, Sql.SESSION_OUTBOUND_OF, found.key())
                                        .map(outbound -> new SessionOpened(
                                                found.key(),
                                                0,
                                                true,
                                                found.head(),
                                                found.maySent(),
                                                subscriptions,
                                                retained,
                                                inbound,
                                                outbound,
                                                0,
                                                found.willDue(now))))));
    }

    private static Future<Map<String, String>> retained(SqlTransaction tx, long key) {
        return tx.query(Sql.SESSION_RETAINED_OF, Reading.list(row -> Map.entry(row.text(0), row.text(1))), key)
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Nothing is kept of whoever wants nothing to be kept. */
    private static Future<SessionOpened> begin(
            SqlTransaction tx, SessionOpening opening, long ended, DurableWill endedWill) {
        DurableWish wish = opening.wish();
        if (wish.expiryMillis() == 0) {
            return (ended == 0 ? Future.succeededFuture(0L) : tx.query(Sql.SESSION_VERSION, Reading.number()))
                    .map(version -> begun(0, version, ended, endedWill));
        }
        return tx.query(Sql.SESSION_NEXT_VERSION, Reading.number()).compose(version -> {
            Object[] row = WillColumns.behind(
                    wish.will(),
                    opening.account().value(),
                    opening.device().value(),
                    version,
                    opening.holder(),
                    wish.expiryMillis());
            return tx.query(Sql.SESSION_ADD, Reading.number(), row).map(key -> begun(key, version, ended, endedWill));
        });
    }

    private static SessionOpened begun(long key, long version, long ended, DurableWill endedWill) {
        return new SessionOpened(
                key, version, false, 0, 0, List.of(), Map.of(), List.of(), List.of(), ended, endedWill);
    }

    private static Future<List<Integer>> packets(SqlTransaction tx, Sql statement, long key) {
        return tx.query(statement, Reading.list(row -> (int) row.integer(0)), key);
    }

    /** Counted out before it is taken out; then what no queue refers to any more is forgotten. */
    private static Future<Void> take(SqlTransaction tx, List<Object[]> places, List<Object[]> bodies) {
        return tx.updateEach(Sql.SESSION_QUEUE_COUNT, places)
                .compose(counted -> tx.updateEach(Sql.SESSION_QUEUE_DROP, places))
                .compose(dropped -> tx.updateEach(Sql.SESSION_BODY_DROP, bodies))
                .mapEmpty();
    }

    /** A session that is gone takes no version: nothing has changed. */
    private static Future<Long> touch(SqlTransaction tx, long key) {
        return tx.query(Sql.SESSION_NEXT_VERSION, Reading.number())
                .compose(version ->
                        tx.update(Sql.SESSION_TOUCH, key, version).map(touched -> touched > 0 ? version : 0L));
    }

    private static Future<Long> end(SqlTransaction tx, long key, long now) {
        return tx.query(Sql.SESSION_EXPIRED, Reading.first(row -> row.integer(0)), key, now)
                .compose(expired -> expired.isEmpty() ? Future.succeededFuture(0L) : drop(tx, key, now));
    }

    /** Takes a session away with everything it has; what it was told stays until it is swept. */
    private static Future<Long> drop(SqlTransaction tx, long key, long now) {
        return tx.query(Sql.SESSION_NEXT_VERSION, Reading.number())
                .compose(version -> tx.update(Sql.SESSION_GONE, key, version, now)
                        .compose(done -> tx.update(Sql.SESSION_SUBS_DROP, key))
                        .compose(done -> tx.update(Sql.SESSION_QUEUE_CLEAR, key))
                        .compose(done -> tx.update(Sql.SESSION_INBOUND_CLEAR, key))
                        .compose(done -> tx.update(Sql.SESSION_OUTBOUND_CLEAR, key))
                        .compose(done -> tx.update(Sql.SESSION_DROP, key))
                        .map(version));
    }

    private static DurableSubscription subscription(Row row, int first) {
        return new DurableSubscription(
                row.text(first),
                (int) row.integer(first + 1),
                row.integer(first + 2) == 1,
                row.integer(first + 3) == 1,
                (int) row.integer(first + 4));
    }

    private static DueSession due(Row row, long now) {
        return new DueSession(
                row.integer(0),
                new AccountId(row.text(1)),
                new DeviceId(row.text(2)),
                row.integer(3) <= now,
                row.integer(4) < Long.MAX_VALUE ? WillColumns.will(row, 5) : null);
    }

    /** Sessions with their subscriptions, one row each. */
    private static final class Records implements Reading<List<DurableRecord>> {
        private final List<DurableRecord> records = new ArrayList<>();
        private List<DurableSubscription> subscriptions = new ArrayList<>();
        private DurableRecord last;

        @Override
        public boolean next(Row row) {
            if (last == null || last.key() != row.integer(0)) {
                finish();
                last = new DurableRecord(
                        row.integer(0),
                        new AccountId(row.text(1)),
                        new DeviceId(row.text(2)),
                        row.integer(3),
                        List.of());
            }
            if (!row.isNull(4)) {
                subscriptions.add(subscription(row, 4));
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
                records.add(
                        new DurableRecord(last.key(), last.account(), last.device(), last.version(), subscriptions));
                subscriptions = new ArrayList<>();
            }
        }
    }
}
