package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.sql.SQLException;

/** A question that waits for a reader, with the promise of its answer. Answered on the context that asked. */
final class ReadTask<T> {
    /** Tells a reader to end. */
    static final ReadTask<Void> END = new ReadTask<>();

    private final Sql statement;
    private final Reading<T> reading;
    private final Object[] args;
    private final ContextInternal context;
    private final PromiseInternal<T> promise;

    ReadTask(ContextInternal context, Sql statement, Reading<T> reading, Object... args) {
        this.statement = statement;
        this.reading = reading;
        this.args = args;
        this.context = context;
        this.promise = context.promise();
    }

    private ReadTask() {
        this.statement = null;
        this.reading = null;
        this.args = new Object[0];
        this.context = null;
        this.promise = null;
    }

    Future<T> future() {
        return promise.future();
    }

    /** Asks, on the reader's thread. */
    void run(Statements statements) throws SQLException {
        T result = statements.query(statement, reading, args);
        Hop.to(context, () -> promise.complete(result));
    }

    void fail(Throwable cause) {
        if (this != END) {
            Hop.to(context, () -> promise.fail(cause));
        }
    }
}
