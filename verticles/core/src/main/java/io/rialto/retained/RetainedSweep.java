package io.rialto.retained;

import io.rialto.storage.RetainedStore;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets retained values that have expired or been removed, now and then; readers leave them out meanwhile. So long as
 * they are there, what an earlier home of their topic writes late does not bring an older value back. Counts the others as
 * well, while somebody wants to know. One instance per node.
 */
public final class RetainedSweep extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedSweep.class);

    private final RetainedStore store;
    private final Supplier<Future<StoredMessages>> queues;
    private final Duration pause;
    private final Duration kept;
    private boolean sweeping;
    private volatile StoredMessages values = StoredMessages.NONE;
    private volatile StoredMessages queued = StoredMessages.NONE;
    private volatile boolean asked;

    /**
     * A sweep of this store every so often; what has expired, or been removed, is kept for so long.
     *
     * @param queues what stands in the queues of durable sessions, which is added up at the same times
     */
    public RetainedSweep(RetainedStore store, Supplier<Future<StoredMessages>> queues, Duration pause, Duration kept) {
        this.store = store;
        this.queues = queues;
        this.pause = pause;
        this.kept = kept;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(pause.toMillis(), timer -> sweep());
        return Future.succeededFuture();
    }

    /**
     * How many topics of the store had a value when they were counted last, 0 before that: who asks has them counted with
     * the next sweep, for that reads them all. Any thread.
     */
    public long values() {
        asked = true;
        return values.count();
    }

    /** What is stored of messages, as retained values and in queues, counted as {@link #values} is. Any thread. */
    public StoredMessages stored() {
        asked = true;
        return values.plus(queued);
    }

    private Future<StoredMessages> count() {
        if (!asked) {
            return Future.succeededFuture(values);
        }
        asked = false;
        return store.stored(System.currentTimeMillis())
                .onSuccess(counted -> values = counted)
                .compose(counted -> queues.get())
                .onSuccess(counted -> queued = counted)
                .onFailure(failure -> LOG.warn("what is stored is not counted for now: {}", failure.getMessage()));
    }

    private void sweep() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        store.removeExpired(System.currentTimeMillis() - kept.toMillis())
                .onFailure(failure -> LOG.warn("expired retained values stay for now: {}", failure.getMessage()))
                .eventually(this::count)
                .onComplete(over -> sweeping = false);
    }
}
