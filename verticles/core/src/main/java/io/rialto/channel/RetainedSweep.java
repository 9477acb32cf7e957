package io.rialto.channel;

import io.rialto.storage.RetainedStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes retained values that have expired, now and then; readers leave them out meanwhile. One instance per node. */
public final class RetainedSweep extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedSweep.class);

    private final RetainedStore store;
    private final Duration pause;
    private boolean sweeping;

    /** A sweep of this store every so often. */
    public RetainedSweep(RetainedStore store, Duration pause) {
        this.store = store;
        this.pause = pause;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(pause.toMillis(), timer -> sweep());
        return Future.succeededFuture();
    }

    private void sweep() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        store.removeExpired(System.currentTimeMillis())
                .onFailure(failure -> LOG.warn("expired retained values stay for now: {}", failure.getMessage()))
                .eventually(() -> {
                    sweeping = false;
                    return Future.succeededFuture();
                });
    }
}
