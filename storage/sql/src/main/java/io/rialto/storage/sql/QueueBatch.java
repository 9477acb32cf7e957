package io.rialto.storage.sql;

import io.rialto.storage.Enqueued;
import io.rialto.storage.Enqueued.Result;
import io.rialto.storage.QueueBounds;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.QueueEntry.Recipient;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One batch on its way into queues, within its transaction. Used once. */
final class QueueBatch {
    private final SqlTransaction tx;
    private final List<QueueEntry> entries;
    private final QueueBounds bounds;
    private final Map<Long, QueueCount> queues = new TreeMap<>();
    private final List<Enqueued> outcomes = new ArrayList<>();
    private final List<Object[]> bodies = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();
    private final List<Object[]> refused = new ArrayList<>();

    QueueBatch(SqlTransaction tx, List<QueueEntry> entries, QueueBounds bounds) {
        this.tx = tx;
        this.entries = entries;
        this.bounds = bounds;
    }

    Future<List<Enqueued>> run() {
        return lock().compose(locked -> fresh(0, new ArrayList<>()))
                .compose(this::write)
                .map(written -> outcomes);
    }

    /** All queues of the batch at once, in order of key: two nodes that lock the same ones do not wait for each other. */
    private Future<Void> lock() {
        TreeSet<Long> keys = new TreeSet<>();
        entries.forEach(entry -> entry.to().forEach(one -> keys.add(one.key())));
        if (keys.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.query(Sql.SESSION_QUEUES, Reading.list(QueueCount::new), join(keys))
                .onSuccess(all -> all.forEach(queue -> queues.put(queue.key(), queue)))
                .mapEmpty();
    }

    /** Which entries had not come before, one after the other: two of them may be the same packet. */
    private Future<List<Boolean>> fresh(int from, List<Boolean> known) {
        for (int i = from; i < entries.size(); i++) {
            QueueEntry.Inbound inbound = entries.get(i).inbound();
            if (inbound != null) {
                int next = i + 1;
                return tx.update(Sql.SESSION_INBOUND_ADD, inbound.key(), (long) inbound.packetId())
                        .compose(added -> {
                            known.add(added > 0);
                            return fresh(next, known);
                        });
            }
            known.add(true);
        }
        return Future.succeededFuture(known);
    }

    private Future<Void> write(List<Boolean> fresh) {
        for (int i = 0; i < entries.size(); i++) {
            outcomes.add(fresh.get(i) ? place(entries.get(i)) : new Enqueued(Result.REPEATED, List.of()));
        }
        List<Object[]> advanced = queues.values().stream()
                .filter(QueueCount::hasGrown)
                .map(QueueCount::advance)
                .toList();
        return tx.updateEach(Sql.SESSION_BODY_ADD, bodies)
                .compose(done -> tx.updateEach(Sql.SESSION_QUEUE_ADD, rows))
                .compose(done -> tx.updateEach(Sql.SESSION_QUEUE_ADVANCE, advanced))
                .compose(done -> tx.updateEach(Sql.SESSION_INBOUND_DROP, refused))
                .mapEmpty();
    }

    private Enqueued place(QueueEntry entry) {
        int bytes = entry.bytes();
        if (bounds.refuse() && entry.to().stream().anyMatch(one -> isFull(one, bytes))) {
            if (entry.inbound() != null) {
                refused.add(new Object[] {
                    entry.inbound().key(), (long) entry.inbound().packetId()
                });
            }
            return new Enqueued(Result.FULL, List.of());
        }
        List<Long> positions = new ArrayList<>(entry.to().size());
        boolean anywhere = false;
        for (Recipient one : entry.to()) {
            QueueCount queue = queues.get(one.key());
            long position = queue == null || !queue.takes(bytes, bounds) ? 0 : queue.put(bytes);
            positions.add(position);
            if (position > 0) {
                anywhere = true;
                rows.add(row(entry, one, position));
            }
        }
        if (anywhere) {
            bodies.add(body(entry));
        }
        return new Enqueued(Result.STORED, positions);
    }

    private boolean isFull(Recipient one, int bytes) {
        QueueCount queue = queues.get(one.key());
        return queue != null && !queue.takes(bytes, bounds);
    }

    /** What {@link Sql#SESSION_QUEUE_ADD} takes. */
    static Object[] row(QueueEntry entry, Recipient to, long position) {
        return new Object[] {
            to.key(),
            position,
            entry.body(),
            (long) entry.bytes(),
            (long) to.qos(),
            to.retain() ? 1L : 0L,
            QueueReading.ids(to.ids())
        };
    }

    /** What {@link Sql#SESSION_BODY_ADD} takes. */
    static Object[] body(QueueEntry entry) {
        return new Object[] {
            entry.body(),
            entry.topic(),
            entry.epoch(),
            entry.frame().seq(),
            entry.frame().from().value(),
            entry.frame().content().type(),
            ContentColumns.attrs(entry.frame().content()),
            entry.frame().content().bytes(),
            (long) entry.frame().qos(),
            entry.frame().retain() ? 1L : 0L,
            entry.frame().ts(),
            entry.frame().expiresAt()
        };
    }

    /** Numbers as one argument. */
    static String join(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
