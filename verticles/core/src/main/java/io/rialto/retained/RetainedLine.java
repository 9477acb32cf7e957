package io.rialto.retained;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retained values of one shard on their way into the store: the newest of a topic wins, one write in flight, those
 * of QoS 0 a moment later (decisions 15). What finds no place is dropped where nobody waits for it, else refused.
 * Confined to its shard.
 */
public final class RetainedLine {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedLine.class);
    private static final RetainedBacklog.Limits LIMITS = new RetainedBacklog.Limits(100_000, 64L << 20);
    private static final long RETRY_MILLIS = 1000;

    private final Vertx vertx;
    private final RetainedStore store;
    private final long delayMillis;
    private final Runnable dropped;
    private final RetainedBacklog pending;
    private final int maxWaiting;
    private List<Consumer<Throwable>> waiting = new ArrayList<>();
    private boolean inFlight;
    private boolean scheduled;

    /** A line into this store; {@code dropped} is told of each value that finds no place. */
    public RetainedLine(Vertx vertx, RetainedStore store, long delayMillis, Runnable dropped) {
        this(vertx, store, delayMillis, dropped, LIMITS);
    }

    RetainedLine(Vertx vertx, RetainedStore store, long delayMillis, Runnable dropped, RetainedBacklog.Limits limits) {
        this.vertx = vertx;
        this.store = store;
        this.delayMillis = delayMillis;
        this.dropped = dropped;
        this.pending = new RetainedBacklog(limits);
        this.maxWaiting = limits.topics();
    }

    /** Takes a value that is written soon; nobody waits. */
    public void later(RetainedValue value) {
        if (pending.add(value)) {
            schedule(delayMillis);
        } else {
            dropped.run();
        }
    }

    /** Takes a value that somebody waits for; {@code done} gets null, or why it could not be written. */
    public void now(RetainedValue value, Consumer<Throwable> done) {
        if (waiting.size() < maxWaiting && pending.add(value)) {
            settle(done);
        } else {
            done.accept(new GatewayException(ErrorCode.OVERLOADED, "too many retained values wait for the store"));
        }
    }

    /** Calls back when everything taken so far is written. */
    public void settle(Consumer<Throwable> done) {
        if (pending.isEmpty() && !inFlight) {
            done.accept(null);
            return;
        }
        waiting.add(done);
        write();
    }

    private void schedule(long delay) {
        if (!scheduled) {
            scheduled = true;
            vertx.setTimer(Math.max(1, delay), timer -> {
                scheduled = false;
                write();
            });
        }
    }

    private void write() {
        if (inFlight || (pending.isEmpty() && waiting.isEmpty())) {
            return;
        }
        List<RetainedValue> values = pending.take();
        List<Consumer<Throwable>> told = waiting;
        waiting = new ArrayList<>();
        inFlight = true;
        store.write(values).onComplete(written -> done(told, null), failure -> failed(values, told, failure));
    }

    /** What has come meanwhile is written next: at once where somebody waits, else a moment later. */
    private void done(List<Consumer<Throwable>> told, Throwable failure) {
        inFlight = false;
        told.forEach(one -> one.accept(failure));
        if (!waiting.isEmpty()) {
            write();
        } else if (!pending.isEmpty()) {
            schedule(delayMillis);
        }
    }

    /** What could not be written is tried again, unless something newer has come. */
    private void failed(List<RetainedValue> values, List<Consumer<Throwable>> told, Throwable failure) {
        LOG.warn("{} retained values could not be written, trying again: {}", values.size(), failure.getMessage());
        pending.putBack(values);
        schedule(RETRY_MILLIS);
        done(told, failure);
    }
}
