package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Dialect;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The threads that read, each on a connection of its own, behind one bounded queue. Safe on any thread. */
final class Readers {
    private final BlockingQueue<ReadTask<?>> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;
    private volatile boolean over;

    Readers(SqliteOptions options, ConnectionSource source, Dialect dialect) {
        waiting = new ArrayBlockingQueue<>(options.queueMax());
        for (int i = 0; i < options.readers(); i++) {
            Thread thread = new Thread(new Reader(waiting, source, dialect), "rialto-sqlite-reader-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Hands a question over; the future completes on the task's context. */
    <T> Future<T> submit(ReadTask<T> task, ContextInternal context) {
        if (closing) {
            return context.failedFuture(closed());
        }
        if (!waiting.offer(task)) {
            return context.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many reads wait for the store; try again"));
        }
        if (over) {
            refuseRest();
        }
        return task.future();
    }

    /** Answers what waits, then ends the threads. Blocks; an interrupt cuts it short. */
    void close() {
        closing = true;
        try {
            for (int i = 0; i < threads.size(); i++) {
                waiting.put(ReadTask.END);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over = true;
        refuseRest();
    }

    private void refuseRest() {
        List<ReadTask<?>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        rest.forEach(task -> task.fail(closed()));
    }

    private static GatewayException closed() {
        return new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store is closed");
    }
}
