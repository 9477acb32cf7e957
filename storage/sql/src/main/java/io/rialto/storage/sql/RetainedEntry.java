package io.rialto.storage.sql;

import io.rialto.storage.QueueBounds;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.RetainedBatch;
import io.rialto.storage.RetainedPlaced;
import io.rialto.storage.RetainedPlaced.Result;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Retained values on their way into one queue, within their transaction. Used once. */
final class RetainedEntry {
    private final SqlTransaction tx;
    private final RetainedBatch batch;
    private final QueueBounds bounds;
    private final List<Object[]> bodies = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();
    private String to;

    RetainedEntry(SqlTransaction tx, RetainedBatch batch, QueueBounds bounds) {
        this.tx = tx;
        this.batch = batch;
        this.bounds = bounds;
        this.to = batch.to();
    }

    /** The queue is locked first: nothing comes into it between the look at what it holds and what is put behind that. */
    Future<RetainedPlaced> run() {
        return tx.query(Sql.SESSION_QUEUES, Reading.first(QueueCount::new), Long.toString(batch.key()))
                .compose(queue -> queue.isEmpty() ? nothing(Result.OVER) : overtaken(queue.get()));
    }

    private Future<RetainedPlaced> overtaken(QueueCount queue) {
        if (batch.entries().isEmpty()) {
            return place(queue, Set.of());
        }
        return tx.query(Sql.SESSION_QUEUE_TOPICS, new Newer(batch.entries()), batch.key(), batch.handedOver())
                .compose(newer -> place(queue, newer));
    }

    private Future<RetainedPlaced> place(QueueCount queue, Set<String> overtaken) {
        String reached = null;
        for (QueueEntry entry : batch.entries()) {
            if (!overtaken.contains(entry.topic())) {
                if (!queue.takes(entry.bytes(), bounds)) {
                    if (reached == null) {
                        return nothing(Result.FULL);
                    }
                    to = reached;
                    break;
                }
                rows.add(QueueBatch.row(entry, entry.to().get(0), queue.put(entry.bytes())));
                bodies.add(QueueBatch.body(entry));
            }
            reached = entry.topic();
        }
        return tx.update(Sql.SESSION_SUB_RETAINED, batch.key(), batch.filter(), batch.after(), to)
                .compose(noted -> noted == 0 ? nothing(Result.OVER) : write(queue));
    }

    private Future<RetainedPlaced> write(QueueCount queue) {
        RetainedPlaced placed = new RetainedPlaced(Result.PLACED, queue.added(), queue.head(), to);
        if (!queue.hasGrown()) {
            return Future.succeededFuture(placed);
        }
        return tx.updateEach(Sql.SESSION_BODY_ADD, bodies)
                .compose(done -> tx.updateEach(Sql.SESSION_QUEUE_ADD, rows))
                .compose(done -> tx.updateEach(Sql.SESSION_QUEUE_ADVANCE, List.<Object[]>of(queue.advance())))
                .map(placed);
    }

    private static Future<RetainedPlaced> nothing(Result why) {
        return Future.succeededFuture(RetainedPlaced.nothing(why));
    }

    /** Topics of which a queue has something that is as new as their value, or newer. */
    private static final class Newer implements Reading<Set<String>> {
        private final Map<String, QueueEntry> values = new HashMap<>();
        private final Set<String> found = new HashSet<>();

        Newer(List<QueueEntry> entries) {
            entries.forEach(entry -> values.put(entry.topic(), entry));
        }

        @Override
        public boolean next(Row row) {
            QueueEntry value = values.get(row.text(1));
            if (value != null && !isNewer(value, row.integer(2), row.integer(3))) {
                found.add(value.topic());
            }
            return true;
        }

        private static boolean isNewer(QueueEntry value, long epoch, long seq) {
            return value.epoch() > epoch
                    || (value.epoch() == epoch && value.frame().seq() > seq);
        }

        @Override
        public Set<String> result() {
            return found;
        }
    }
}
