package io.rialto.bus;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs asynchronous steps of the same key one after the other, in the order they came; different keys go side by side.
 * So many may wait per key, more are refused with {@code overloaded}. Confined to one context.
 */
public final class InTurn<K> {
    /** How many steps of one key may wait. */
    public static final int MAX_WAITING = 10_000;

    private static final class Line {
        private final Deque<Runnable> waiting = new ArrayDeque<>(0);
        private boolean running;
        private boolean draining;
    }

    private final Map<K, Line> lines = new HashMap<>();

    /** Runs a step when all earlier ones of its key are done, however they ended. */
    public <R> Future<R> run(K key, Supplier<Future<R>> step) {
        Line line = lines.computeIfAbsent(key, any -> new Line());
        if (line.waiting.size() >= MAX_WAITING) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many requests wait for " + key + ", try later"));
        }
        Promise<R> answer = Promise.promise();
        line.waiting.add(() -> begin(key, line, step, answer));
        drain(key, line);
        return answer.future();
    }

    /** Keys that have a step running or waiting. */
    int size() {
        return lines.size();
    }

    /** A loop, not a recursion: a thousand steps that end at once must not pile up on the stack. */
    private void drain(K key, Line line) {
        if (line.draining) {
            return;
        }
        line.draining = true;
        while (!line.running && !line.waiting.isEmpty()) {
            line.running = true;
            line.waiting.poll().run();
        }
        line.draining = false;
        if (!line.running) {
            lines.remove(key, line);
        }
    }

    private <R> void begin(K key, Line line, Supplier<Future<R>> step, Promise<R> answer) {
        Future<R> mine;
        try {
            mine = step.get();
        } catch (RuntimeException defect) {
            mine = Future.failedFuture(defect);
        }
        mine.onComplete((result, failure) -> {
            line.running = false;
            answer.complete(result, failure);
            drain(key, line);
        });
    }
}
