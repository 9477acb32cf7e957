package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's thread: takes what gathered while the last commit was synced, commits it, answers. Operations come in
 * from any thread.
 */
final class WriteLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteLoop.class);

    private final int batchMax;
    private final WriteQueue queue;
    private final Committer committer;
    private final SqliteHealth health;
    private final Chores chores;
    private volatile boolean closing;
    private volatile boolean over;

    WriteLoop(SqliteOptions options, Committer committer, SqliteHealth health) {
        this.batchMax = options.batchMax();
        this.queue = new WriteQueue(options.queueMax());
        this.committer = committer;
        this.health = health;
        this.chores = new Chores(committer, health, options);
    }

    /** Hands an operation over; the future completes on {@code context} after the commit. */
    <T> Future<T> submit(WriteOperation<T> operation, ContextInternal context) {
        if (closing) {
            return context.failedFuture(closed());
        }
        if (health.stopped()) {
            return context.failedFuture(health.refusal());
        }
        Pending<T> pending = new Pending<>(operation, context);
        if (!queue.offer(pending)) {
            return context.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many messages wait for the store; try again"));
        }
        if (over) {
            refuseRest();
        }
        return pending.future();
    }

    /** Lets the loop end once everything handed over has its answer. */
    void close(ContextInternal context) {
        closing = true;
        if (!queue.offer(new Pending<>(new Nothing(), context))) {
            LOG.debug("the queue is full, so the writer is awake");
        }
    }

    @Override
    public void run() {
        try {
            Echo echo = Echo.NONE;
            while (!closing || !queue.isEmpty()) {
                List<Pending<?>> group = queue.take(batchMax, chores.patienceMillis(), echo);
                long start = System.nanoTime();
                commit(group);
                echo = Echo.of(group, System.nanoTime() - start);
                chores.run();
            }
            chores.end();
        } finally {
            closing = true;
            over = true;
            refuseRest();
        }
    }

    private void commit(List<Pending<?>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            committer.commit(group);
        } catch (Error fatal) {
            health.ended(fatal);
            group.forEach(pending -> pending.fail(health.refusal()));
            throw fatal;
        } finally {
            Answers.deliver(group);
        }
    }

    /** Whoever slipped in while the loop ended is told so; either side may come here first, or both. */
    private void refuseRest() {
        List<Pending<?>> rest = queue.take(Integer.MAX_VALUE, 0, Echo.NONE);
        rest.forEach(pending -> pending.fail(closed()));
        Answers.deliver(rest);
    }

    private static GatewayException closed() {
        return new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store is closed");
    }

    /** Wakes the writer. */
    private record Nothing() implements WriteOperation<Void> {
        @Override
        public int weight() {
            return 1;
        }

        @Override
        public Void run(WriteSession session) {
            return null;
        }
    }
}
