package io.rialto.session.sync;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** The timers of the calling context. */
public final class VertxFeedTimer implements FeedTimer {
    private final Vertx vertx;

    /** Timers of the context that asks for them. */
    public VertxFeedTimer(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public Runnable after(long millis, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, millis), id -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
