package io.rialto.channel;

import io.rialto.storage.RetainedStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets retained values that have expired or been removed, now and then, and counts the others; readers leave them out meanwhile. So long as
 * they are there, what an earlier home of their topic writes late does not bring an older value back. One instance per node.
 */
public final class RetainedSweep extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedSweep.class);

    private final RetainedStore store;
    private final Duration pause;
    private final Duration kept;
    private boolean sweeping;
    private volatile long values;

    /** A sweep of this store every so often; what has expired, or been removed, is kept for so long. */
    public RetainedSweep(RetainedStore store, Duration pause, Duration kept) {
        this.store = store;
        this.pause = pause;
        this.kept = kept;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(pause.toMillis(), timer -> sweep());
        count();
        return Future.succeededFuture();
    }

    /** How many topics of the store had a value when they were counted last; any thread. */
    public long values() {
        return values;
    }

    private Future<Long> count() {
        return store.count(System.currentTimeMillis())
                .onSuccess(counted -> values = counted)
                .onFailure(failure -> LOG.warn("retained values are not counted for now: {}", failure.getMessage()));
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
