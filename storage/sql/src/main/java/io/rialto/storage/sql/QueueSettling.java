package io.rialto.storage.sql;

import io.rialto.storage.QueueProgress;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** What is taken out of queues together, with packet identifiers that are done. Used once. */
final class QueueSettling {
    private final List<Object[]> places = new ArrayList<>();
    private final List<Object[]> bodies = new ArrayList<>();
    private final List<Object[]> packets = new ArrayList<>();

    /** These of a queue are acknowledged. */
    void acknowledged(long key, List<QueueProgress.Place> acknowledged) {
        if (!acknowledged.isEmpty()) {
            places.add(new Object[] {
                key,
                QueueBatch.join(
                        acknowledged.stream().map(QueueProgress.Place::position).toList())
            });
            acknowledged.forEach(place -> bodies.add(new Object[] {place.body()}));
        }
    }

    /** These packet identifiers of a session are done. */
    void completed(long key, List<Integer> completed) {
        completed.forEach(packet -> packets.add(new Object[] {key, (long) packet}));
    }

    /** How many rows it is about. */
    int weight() {
        return bodies.size() + packets.size();
    }

    /** Counted out before it is taken out; then what no queue refers to any more is forgotten. */
    Future<Void> run(SqlTransaction tx) {
        return tx.updateEach(Sql.SESSION_QUEUE_COUNT, places)
                .compose(counted -> tx.updateEach(Sql.SESSION_QUEUE_DROP, places))
                .compose(dropped -> tx.updateEach(Sql.SESSION_BODY_DROP, bodies))
                .compose(done -> tx.updateEach(Sql.SESSION_OUTBOUND_DROP, packets))
                .mapEmpty();
    }
}
