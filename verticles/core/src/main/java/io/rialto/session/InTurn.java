package io.rialto.session;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs asynchronous steps of the same key one after the other, in the order they came; different keys go side by side.
 * Confined to one context.
 */
public final class InTurn<K> {
    private final Map<K, Future<?>> last = new HashMap<>();

    /** Runs a step when all earlier ones of its key are done, however they ended. */
    public <R> Future<R> run(K key, Supplier<Future<R>> step) {
        Future<?> before = last.get(key);
        Future<R> mine = before == null ? step.get() : before.transform(ended -> step.get());
        last.put(key, mine);
        return mine.onComplete(done -> last.remove(key, mine), failure -> last.remove(key, mine));
    }
}
