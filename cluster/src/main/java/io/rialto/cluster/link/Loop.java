package io.rialto.cluster.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's context to do things on, one after another. Safe on any thread. */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ContextInternal context;

    /** A context of its own, on whichever loop is next. */
    public Loop(Vertx vertx) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Does it on the loop, after what was given before; a loop that has ended with its node does nothing any more. */
    public void run(Runnable task) {
        try {
            context.runOnContext(now -> task.run());
        } catch (RejectedExecutionException ended) {
            LOG.debug("a loop that has ended was given something to do");
        }
    }

    /** Does on the loop what takes a while; the future completes there. */
    public <T> Future<T> call(Supplier<Future<T>> task) {
        PromiseInternal<T> done = context.promise();
        context.runOnContext(now -> task.get().onComplete(done));
        return done.future();
    }

    /** Does it on the loop, not before so long from now; returns what to cancel it by. */
    public long later(Duration delay, Runnable task) {
        return context.setTimer(Math.max(1, delay.toMillis()), id -> task.run());
    }

    /** Does it on the loop again and again; returns what to cancel it by. */
    public long every(Duration interval, Runnable task) {
        return context.setPeriodic(Math.max(1, interval.toMillis()), id -> task.run());
    }

    /** Forgets what was to be done later. */
    public void cancel(long timer) {
        context.owner().cancelTimer(timer);
    }

    /** The Vert.x of this loop. */
    public Vertx vertx() {
        return context.owner();
    }
}
