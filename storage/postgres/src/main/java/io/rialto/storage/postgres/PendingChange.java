package io.rialto.storage.postgres;

import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * A change that waits for its commit, with the promise of its answer. Confined to its link's context; the promise
 * completes its handlers on the context that asked.
 */
final class PendingChange<T> {
    /** What changes; it may run more than once. */
    interface Deed<T> {
        Future<T> in(PgTransaction tx);
    }

    private final int weight;
    private final Deed<T> deed;
    private final Future<?> before;
    private final Promise<T> promise;
    private Future<T> outcome;

    PendingChange(int weight, Deed<T> deed, Future<?> before, Promise<T> promise) {
        this.weight = weight;
        this.deed = deed;
        this.before = before;
        this.promise = promise;
    }

    int weight() {
        return weight;
    }

    /** What it waits for. */
    Future<?> before() {
        return before;
    }

    boolean mayBegin() {
        return before.isComplete();
    }

    Future<T> future() {
        return promise.future();
    }

    /** Runs; whether it refused, which leaves the transaction to the others. Any other failure is the transaction's. */
    Future<Boolean> run(PgTransaction tx) {
        return start(tx).transform((done, cause) -> {
            boolean refused = cause instanceof GatewayException;
            outcome = cause == null ? Future.succeededFuture(done) : Future.failedFuture(cause);
            return cause == null || refused ? Future.succeededFuture(refused) : Future.failedFuture(cause);
        });
    }

    /** The transaction stands. */
    void answer() {
        outcome.onComplete(promise);
    }

    void fail(Throwable cause) {
        promise.fail(cause);
    }

    private Future<T> start(PgTransaction tx) {
        try {
            return deed.in(tx);
        } catch (RuntimeException defect) {
            return Future.failedFuture(defect);
        }
    }
}
