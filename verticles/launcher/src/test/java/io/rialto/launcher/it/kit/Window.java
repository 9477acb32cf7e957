package io.rialto.launcher.it.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** So many requests at most are unanswered; one thread asks, it waits where the window is full. */
public final class Window {
    private final int size;
    private final Semaphore free;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** A window of this size. */
    public Window(int size) {
        this.size = size;
        this.free = new Semaphore(size);
    }

    /** Asks when there is room; the first failure of any request is thrown by the next call. */
    public <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> request) {
        acquire(1);
        return request.get().whenComplete((answer, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
            free.release();
        });
    }

    /** Back when all are answered. */
    public void awaitAll() {
        acquire(size);
        free.release(size);
    }

    private void acquire(int permits) {
        try {
            if (!free.tryAcquire(permits, Wait.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no answer within " + Wait.LIMIT + "; the first failure: " + failure.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        if (failure.get() != null) {
            throw new AssertionError("a request failed", failure.get());
        }
    }
}
