package io.rialto.testing;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One operation of a store: passes, fails or waits as the test says. Safe on any thread. */
public final class Gate {
    private enum Mode {
        OPEN,
        FAILING,
        HELD,
        HELD_ANSWERS,
        AT_ONCE
    }

    private final Vertx vertx;
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Mode mode = Mode.OPEN;

    Gate(Vertx vertx) {
        this.vertx = vertx;
    }

    /** From now on every call fails with {@code store_unavailable}. */
    public void fail() {
        mode = Mode.FAILING;
    }

    /** From now on calls wait until {@link #open()}. */
    public void hold() {
        mode = Mode.HELD;
    }

    /** From now on calls are carried out at once, but their answers wait until {@link #open()}. */
    public void holdAnswers() {
        mode = Mode.HELD_ANSWERS;
    }

    /**
     * From now on the answer is there when a call returns, as where the store was faster than the thread that asked it: a
     * handler of the answer runs within the very call that sets it.
     */
    public void answerAtOnce() {
        mode = Mode.AT_ONCE;
    }

    /** Lets all that wait pass, and whoever comes. */
    public void open() {
        mode = Mode.OPEN;
        release();
    }

    /** Lets all that wait pass; those who come wait again. */
    public void release() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    /** Calls that wait. */
    public int waiting() {
        return held.size();
    }

    /** Calls so far. */
    public int calls() {
        return calls.get();
    }

    <R> Future<R> pass(Supplier<Future<R>> real) {
        calls.incrementAndGet();
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        return switch (mode) {
            case OPEN -> real.get();
            case FAILING ->
                context.failedFuture(
                        new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store fails, as the test wants"));
            case HELD -> {
                Promise<R> promise = context.promise();
                held.add(() -> context.runOnContext(now -> real.get().onComplete(promise)));
                yield promise.future();
            }
            case HELD_ANSWERS -> {
                Promise<R> promise = context.promise();
                real.get().onComplete((result, failure) -> held.add(() -> promise.complete(result, failure)));
                yield promise.future();
            }
            case AT_ONCE -> {
                CompletableFuture<R> answer = new CompletableFuture<>();
                ((VertxInternal) vertx).createWorkerContext().runOnContext(elsewhere -> real.get()
                        .onComplete(answer::complete, answer::completeExceptionally));
                yield context.succeededFuture(answer.join());
            }
        };
    }
}
