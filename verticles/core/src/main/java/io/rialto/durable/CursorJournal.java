package io.rialto.durable;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.storage.CursorMove;
import io.rialto.storage.Inbox;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where devices stand, on its way into the store: moves gather for a moment, then are written together; where they are
 * many, the moment is longer, since each of them is a row that messages wait for. Until they are written, {@link #latest}
 * knows them. A crash loses at most that moment: the device then gets a few items again. Safe on any thread.
 */
public final class CursorJournal {
    private static final Logger LOG = LoggerFactory.getLogger(CursorJournal.class);
    private static final long LEAST_MILLIS = 50;
    private static final long MOST_MILLIS = 250;
    /** How many are written in the mean, up to the longest moment. */
    private static final int MOVES_PER_MILLI = 5;

    private static final long RETRY_MILLIS = 1000;

    private record Key(AccountId account, DeviceId device) {}

    private final Vertx vertx;
    /** Its own, so that no timer ends with the door whose device moved first. */
    private final Context context;

    private final Inbox inbox;
    private final Map<Key, Long> pending = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long pauseMillis = LEAST_MILLIS;

    /** A journal that writes into this inbox. */
    public CursorJournal(Vertx vertx, Inbox inbox) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.inbox = inbox;
    }

    /** A device stands here now; lower positions than before are ignored. */
    public void moved(AccountId account, DeviceId device, long iseq) {
        pending.merge(new Key(account, device), iseq, Math::max);
        schedule(pauseMillis);
    }

    /** Where a device stands as far as it is not in the store yet; 0 where nothing is known. */
    public long latest(AccountId account, DeviceId device) {
        return pending.getOrDefault(new Key(account, device), 0L);
    }

    /** Done when what is known of this device is in the store; at once where nothing waits. */
    public Future<Void> settle(AccountId account, DeviceId device) {
        return pending.containsKey(new Key(account, device)) ? flush() : Future.succeededFuture();
    }

    /** Writes what there is; done when it is durable. */
    public Future<Void> flush() {
        List<CursorMove> moves = new ArrayList<>();
        pending.forEach((key, iseq) -> moves.add(new CursorMove(key.account(), key.device(), iseq)));
        return moves.isEmpty() ? Future.succeededFuture() : inbox.move(moves).onSuccess(done -> forget(moves));
    }

    private void forget(List<CursorMove> written) {
        written.forEach(move -> pending.remove(new Key(move.account(), move.device()), move.iseq()));
    }

    private void schedule(long delay) {
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(now -> vertx.setTimer(delay, timer -> write()));
        }
    }

    private void write() {
        int moves = pending.size();
        flush().onComplete(
                        done -> {
                            pauseMillis = Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, moves / MOVES_PER_MILLI));
                            again(pauseMillis);
                        },
                        this::failed);
    }

    private void failed(Throwable failure) {
        LOG.warn("cursors could not be written, trying again: {}", failure.getMessage());
        again(RETRY_MILLIS);
    }

    private void again(long delay) {
        scheduled.set(false);
        if (!pending.isEmpty()) {
            schedule(delay);
        }
    }
}
