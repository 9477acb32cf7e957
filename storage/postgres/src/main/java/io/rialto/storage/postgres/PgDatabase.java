package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.Appended;
import io.rialto.storage.CommitWeight;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.Appender;
import io.rialto.storage.sql.Change;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import io.rialto.storage.sql.SqlDatabase;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;

/** The database as the stores see it: batches go to the writers, changes to theirs, reads to the readers. Any thread. */
final class PgDatabase implements SqlDatabase, Appender {
    private final VertxInternal vertx;
    private final Links links;
    private final Ways ways;
    private volatile boolean closing;

    PgDatabase(VertxInternal vertx, Links links) {
        this.vertx = vertx;
        this.links = links;
        this.ways = new Ways(links.writers());
    }

    @Override
    public <T> Future<T> read(Sql statement, Reading<T> reading, Object... args) {
        ContextInternal caller = vertx.getOrCreateContext();
        return closing ? closed(caller) : links.readers().read(caller, statement, reading, args);
    }

    @Override
    public <T> Future<T> write(int weight, Change<T> change) {
        return change(weight, change::in);
    }

    /**
     * A change sees what its caller appended before it, though that goes another way: it starts after it. Changes of one
     * caller run in the order in which it asked for them.
     */
    <T> Future<T> change(int weight, PendingChange.Deed<T> deed) {
        ContextInternal caller = vertx.getOrCreateContext();
        if (closing) {
            return closed(caller);
        }
        Future<?> appended =
                Future.join(links.writers().stream().map(Writer::settled).toList());
        return links.changes().submit(weight, deed, appended, caller);
    }

    /** A room's batches go the same way, in their order. */
    @Override
    public Future<List<Appended>> append(List<LogEntry> batch) {
        ContextInternal caller = vertx.getOrCreateContext();
        if (closing) {
            return closed(caller);
        }
        return ways.append(batch, caller);
    }

    @Override
    public CommitWeight weighing(int max) {
        return Writer.weighing(max);
    }

    /** Whether nothing more is asked of it. */
    boolean isClosing() {
        return closing;
    }

    /** Finishes what was handed over, then closes. */
    Future<Void> close(ContextInternal caller) {
        closing = true;
        return caller.future(promise -> links.close().onComplete(promise));
    }

    private static <T> Future<T> closed(ContextInternal caller) {
        return caller.failedFuture(new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store is closed"));
    }
}
