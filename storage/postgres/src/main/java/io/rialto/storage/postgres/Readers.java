package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads over a few links, many questions on their way at once on each of them; bounded. Safe on any thread. */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final List<Link> links;
    private final Dialect dialect;
    private final int max;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();

    Readers(List<Link> links, Dialect dialect, int max) {
        this.links = List.copyOf(links);
        this.dialect = dialect;
        this.max = max;
    }

    /** Asks; the future completes on {@code caller}. */
    <T> Future<T> read(ContextInternal caller, Sql statement, Reading<T> reading, Object... args) {
        if (waiting.incrementAndGet() > max) {
            waiting.decrementAndGet();
            return caller.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many reads wait for the store; try again"));
        }
        Link link = links.get(Math.floorMod(turn.getAndIncrement(), links.size()));
        Promise<T> promise = caller.promise();
        link.context().runOnContext(go -> ask(link, statement, args).onComplete(answer -> {
            waiting.decrementAndGet();
            if (answer.succeeded()) {
                read(answer.result(), reading, promise);
            } else {
                promise.fail(answer.cause());
            }
        }));
        return promise.future();
    }

    private Future<RowSet<Row>> ask(Link link, Sql statement, Object... args) {
        Session session = link.session();
        if (session == null) {
            return Future.failedFuture(link.refusal());
        }
        return session.run(dialect.text(statement), PgRow.bind(args)).recover(cause -> failed(link, session, cause));
    }

    private static Future<RowSet<Row>> failed(Link link, Session session, Throwable cause) {
        return Future.failedFuture(
                switch (Failure.of(cause, session)) {
                    case LOST -> link.failed(session, cause);
                    case AGAIN, SLOW ->
                        new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the read took too long: " + Words.of(cause));
                    case DEFECT -> {
                        LOG.error("a read failed", cause);
                        yield new GatewayException(ErrorCode.INTERNAL, "store: " + Words.of(cause));
                    }
                });
    }

    private static <T> void read(RowSet<Row> rows, Reading<T> reading, Promise<T> promise) {
        try {
            promise.complete(PgRow.read(rows, reading));
        } catch (RuntimeException defect) {
            LOG.error("a row could not be understood", defect);
            promise.fail(new GatewayException(ErrorCode.INTERNAL, "store: " + defect.getMessage()));
        }
    }
}
