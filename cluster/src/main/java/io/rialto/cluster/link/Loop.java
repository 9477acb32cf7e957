package io.rialto.cluster.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.function.Supplier;

/** One event loop's context to do things on, one after another. Safe on any thread. */
public final class Loop {
    private final ContextInternal context;

    /** A context of its own, on whichever loop is next. */
    public Loop(Vertx vertx) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Does it on the loop, after what was given before. */
    void run(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    /** Does on the loop what takes a while; the future completes there. */
    <T> Future<T> call(Supplier<Future<T>> task) {
        PromiseInternal<T> done = context.promise();
        context.runOnContext(now -> task.get().onComplete(done));
        return done.future();
    }

    /** Does it on the loop, not before so long from now; returns what to cancel it by. */
    long later(Duration delay, Runnable task) {
        return context.setTimer(Math.max(1, delay.toMillis()), id -> task.run());
    }

    /** Does it on the loop again and again; returns what to cancel it by. */
    long every(Duration interval, Runnable task) {
        return context.setPeriodic(Math.max(1, interval.toMillis()), id -> task.run());
    }

    /** Forgets what was to be done later. */
    void cancel(long timer) {
        context.owner().cancelTimer(timer);
    }

    /** The Vert.x of this loop. */
    Vertx vertx() {
        return context.owner();
    }
}
