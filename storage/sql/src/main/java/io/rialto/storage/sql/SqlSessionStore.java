package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.DueSession;
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
import java.util.Comparator;
import java.util.List;

/** Keeps durable sessions in a SQL database. Safe on any thread. */
public final class SqlSessionStore implements SessionStore {
    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlSessionStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<SessionOpened> open(SessionOpening opening) {
        return database.write(4, tx -> new SessionStart(tx, opening).run());
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
                        ? new SessionEnd(tx, closing.key(), closing.now()).ifExpired()
                        : Future.succeededFuture(0L)));
    }

    @Override
    public Future<Boolean> hold(long key, long holder) {
        return database.write(1, tx -> tx.update(Sql.SESSION_HOLD, key, holder).map(held -> held > 0));
    }

    @Override
    public Future<Long> subscribe(long key, DurableSubscription subscription, boolean retained) {
        Object[] row = SubscriptionColumns.row(key, subscription, retained);
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
                        : database.read(Sql.SESSIONS_SINCE, new SessionReading(), since)
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
        QueueSettling settling = new QueueSettling();
        progress.stream().sorted(Comparator.comparingLong(QueueProgress::key)).forEach(one -> {
            settling.acknowledged(one.key(), one.acknowledged());
            settling.completed(one.key(), one.completed());
        });
        int weight = settling.weight();
        return weight == 0 ? Future.succeededFuture() : database.write(weight, settling::run);
    }

    @Override
    public Future<Void> received(long key, int packetId, QueueProgress.Place place) {
        QueueSettling settling = new QueueSettling();
        settling.acknowledged(key, place == null ? List.of() : List.of(place));
        return database.write(2, tx -> tx.update(Sql.SESSION_OUTBOUND_ADD, key, (long) packetId)
                .compose(added -> settling.run(tx)));
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
        return database.write(2, tx -> new SessionEnd(tx, key, now).ifExpired());
    }

    @Override
    public Future<Integer> sweep(long then, int limit) {
        return database.read(Sql.SESSION_BODIES_LOOSE, Reading.list(row -> new Object[] {row.integer(0)}), (long) limit)
                .compose(loose -> database.write(1 + loose.size(), tx -> tx.updateEach(Sql.SESSION_BODY_DROP, loose)
                        .compose(dropped -> tx.update(Sql.SESSION_GONE_FORGET, then)
                                .compose(done -> tx.update(Sql.SESSION_INBOUND_LOOSE))
                                .map(dropped))));
    }

    /** A session that is gone takes no version: nothing has changed. */
    private static Future<Long> touch(SqlTransaction tx, long key) {
        return tx.query(Sql.SESSION_NEXT_VERSION, Reading.number())
                .compose(version ->
                        tx.update(Sql.SESSION_TOUCH, key, version).map(touched -> touched > 0 ? version : 0L));
    }

    private static DueSession due(Row row, long now) {
        return new DueSession(
                row.integer(0),
                new AccountId(row.text(1)),
                new DeviceId(row.text(2)),
                row.integer(3) <= now,
                row.integer(4) < Long.MAX_VALUE ? WillColumns.will(row, 5) : null);
    }
}
