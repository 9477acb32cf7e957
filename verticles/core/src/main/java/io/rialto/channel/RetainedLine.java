package io.rialto.channel;

import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retained values of one shard on their way into the store: the newest of a topic wins, one write in flight, those
 * of QoS 0 a moment later (decisions 15). Confined to its shard.
 */
final class RetainedLine {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedLine.class);
    private static final int LIMIT = 100_000;
    private static final long RETRY_MILLIS = 1000;

    private final Vertx vertx;
    private final RetainedStore store;
    private final long delayMillis;
    private final Runnable dropped;
    private Map<String, RetainedValue> pending = new LinkedHashMap<>();
    private List<Consumer<Throwable>> waiting = new ArrayList<>();
    private boolean inFlight;
    private boolean scheduled;

    RetainedLine(Vertx vertx, RetainedStore store, long delayMillis, Runnable dropped) {
        this.vertx = vertx;
        this.store = store;
        this.delayMillis = delayMillis;
        this.dropped = dropped;
    }

    /** Takes a value that is written soon; nobody waits. */
    void later(RetainedValue value) {
        if (pending.size() >= LIMIT && !pending.containsKey(value.topic())) {
            dropped.run();
            return;
        }
        pending.put(value.topic(), value);
        schedule(delayMillis);
    }

    /** Takes a value that somebody waits for; {@code done} gets null, or why it could not be written. */
    void now(RetainedValue value, Consumer<Throwable> done) {
        pending.put(value.topic(), value);
        settle(done);
    }

    /** Calls back when everything taken so far is written. */
    void settle(Consumer<Throwable> done) {
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
        Map<String, RetainedValue> values = pending;
        List<Consumer<Throwable>> told = waiting;
        pending = new LinkedHashMap<>();
        waiting = new ArrayList<>();
        inFlight = true;
        store.write(List.copyOf(values.values()))
                .onComplete(written -> done(told, null), failure -> failed(values, told, failure));
    }

    private void done(List<Consumer<Throwable>> told, Throwable failure) {
        inFlight = false;
        told.forEach(one -> one.accept(failure));
        if (!waiting.isEmpty()) {
            write();
        }
    }

    /** What could not be written is tried again, unless something newer has come. */
    private void failed(Map<String, RetainedValue> values, List<Consumer<Throwable>> told, Throwable failure) {
        LOG.warn("{} retained values could not be written, trying again: {}", values.size(), failure.getMessage());
        values.forEach(pending::putIfAbsent);
        schedule(RETRY_MILLIS);
        done(told, failure);
    }
}
