package io.rialto.durable;

import io.rialto.contract.channel.Queued;
import io.rialto.storage.QueueProgress;
import io.rialto.storage.QueueProgress.Place;
import io.rialto.storage.SessionStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients have acknowledged and completed of their queues, on its way into the store: it gathers for a moment, then
 * is written together. A crash loses at most that moment: the client then gets a few messages again, under the same packet
 * ids. Safe on any thread.
 */
public final class QueueJournal {
    private static final Logger LOG = LoggerFactory.getLogger(QueueJournal.class);
    private static final long DELAY_MILLIS = 50;
    private static final long RETRY_MILLIS = 1000;

    private static final class Moves {
        private final List<Place> acknowledged = new ArrayList<>();
        private final List<Integer> completed = new ArrayList<>(0);
    }

    private final Vertx vertx;
    /** Its own: what is gathered is touched there only, and no timer ends with a door. */
    private final Context context;

    private final SessionStore store;
    private final CursorJournal cursors;
    private Map<Long, Moves> gathered = new HashMap<>();
    private List<Promise<Void>> waiting = new ArrayList<>();
    private boolean writing;
    private boolean scheduled;

    /** A journal that writes into this store. */
    public QueueJournal(Vertx vertx, SessionStore store, CursorJournal cursors) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.store = store;
        this.cursors = cursors;
    }

    /** A message is not to be delivered again. */
    void acknowledged(long key, Queued item) {
        Place place = new Place(item.position(), item.body());
        context.runOnContext(now -> {
            moves(key).acknowledged.add(place);
            schedule(DELAY_MILLIS);
        });
    }

    /** A packet id is free again. */
    void completed(long key, int packetId) {
        context.runOnContext(now -> {
            moves(key).completed.add(packetId);
            schedule(DELAY_MILLIS);
        });
    }

    /** Done when what was said before is in the store, or could not be written just now. */
    public Future<Void> settle() {
        Promise<Void> settled = ((VertxInternal) vertx).getOrCreateContext().promise();
        context.runOnContext(now -> {
            if (gathered.isEmpty() && !writing) {
                settled.complete();
            } else {
                waiting.add(settled);
                write();
            }
        });
        return settled.future();
    }

    private Moves moves(long key) {
        return gathered.computeIfAbsent(key, any -> new Moves());
    }

    private void schedule(long delay) {
        if (!scheduled && !writing) {
            scheduled = true;
            vertx.setTimer(delay, timer -> {
                scheduled = false;
                write();
            });
        }
    }

    private void write() {
        if (writing) {
            return;
        }
        Map<Long, Moves> now = gathered;
        List<Promise<Void>> told = waiting;
        gathered = new HashMap<>();
        waiting = new ArrayList<>();
        writing = true;
        List<QueueProgress> progress = new ArrayList<>(now.size());
        now.forEach((key, moves) -> progress.add(new QueueProgress(key, moves.acknowledged, moves.completed)));
        boolean completes = now.values().stream().anyMatch(moves -> !moves.completed.isEmpty());
        // Where an inbox item had the packet id, nothing knows that the client has it once the id is forgotten but its
        // cursor.
        Future<Void> before = completes ? cursors.flush() : Future.succeededFuture();
        before.compose(flushed -> store.settle(progress))
                .onComplete(written -> written(told), failure -> failed(now, told, failure));
    }

    private void written(List<Promise<Void>> told) {
        writing = false;
        told.forEach(Promise::tryComplete);
        if (!waiting.isEmpty()) {
            write();
        } else if (!gathered.isEmpty()) {
            schedule(DELAY_MILLIS);
        }
    }

    private void failed(Map<Long, Moves> unwritten, List<Promise<Void>> told, Throwable failure) {
        LOG.warn(
                "acknowledgements of {} queues could not be written, trying again: {}",
                unwritten.size(),
                failure.getMessage());
        writing = false;
        unwritten.forEach((key, moves) -> {
            moves(key).acknowledged.addAll(moves.acknowledged);
            moves(key).completed.addAll(moves.completed);
        });
        schedule(RETRY_MILLIS);
        told.forEach(Promise::tryComplete);
    }
}
