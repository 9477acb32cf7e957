package io.rialto.storage.sqlite;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.sql.SQLException;

/**
 * An operation that waits for its commit, with the promise of its answer. Run on the writer's thread; answered on the
 * context that asked.
 */
final class Pending<T> {
    private final WriteOperation<T> operation;
    private final ContextInternal context;
    private final PromiseInternal<T> promise;
    private T result;
    private Throwable failure;

    Pending(WriteOperation<T> operation, ContextInternal context) {
        this.operation = operation;
        this.context = context;
        this.promise = context.promise();
    }

    Future<T> future() {
        return promise.future();
    }

    ContextInternal context() {
        return context;
    }

    int weight() {
        return operation.weight();
    }

    boolean isFollowed() {
        return operation.isFollowed();
    }

    /** Runs in the open transaction; a refusal is kept for the answer and leaves nothing behind. */
    void run(WriteSession session) throws SQLException {
        failure = null;
        try {
            result = operation.run(session);
        } catch (Refusal refused) {
            failure = refused.getCause();
        }
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    /** On the context that asked. */
    void answer() {
        if (failure == null) {
            promise.complete(result);
        } else {
            promise.fail(failure);
        }
    }
}
