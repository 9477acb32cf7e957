package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Admission;
import io.rialto.storage.sql.Dialect;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs changes over one link, in the order they came; those that gathered during a commit share the next one, between
 * savepoints. Changes come in from any thread, bounded by weight; everything else is confined to the link's context.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int ATTEMPTS = 5;
    /** The server keeps so many savepoints of a transaction at hand. */
    private static final int TOGETHER = 60;

    private final Link link;
    private final Dialect dialect;
    private final PgHealth health;
    private final Admission admission;
    private final Deque<PendingChange<?>> waiting = new ArrayDeque<>();
    /** Those of a transaction that failed for a reason of one of them: each runs alone. */
    private final Deque<PendingChange<?>> alone = new ArrayDeque<>();

    private Future<?> newest = Future.succeededFuture();
    private boolean busy;

    Changes(Link link, Dialect dialect, PgHealth health, Sizes sizes) {
        this.link = link;
        this.dialect = dialect;
        this.health = health;
        this.admission = new Admission(sizes.queueMax());
    }

    /**
     * Hands a change over, from any thread; it begins when {@code before} is done, whatever became of that. The future
     * completes on {@code caller} after the commit.
     */
    <T> Future<T> submit(int heavy, PendingChange.Deed<T> deed, Future<?> before, ContextInternal caller) {
        if (!admission.take(heavy)) {
            return caller.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many changes wait for the store; try again"));
        }
        PendingChange<T> pending = new PendingChange<>(heavy, deed, before, caller.promise());
        link.context().runOnContext(arrived -> add(pending));
        return pending.future();
    }

    /** Done when everything that was handed over before this call has its answer. */
    Future<Void> settled() {
        return link.context().future(promise -> link.context()
                .runOnContext(asked -> newest.onComplete(answered -> promise.complete())));
    }

    private void add(PendingChange<?> pending) {
        waiting.add(pending);
        newest = pending.future();
        pending.before().onComplete(done -> link.context().runOnContext(now -> next()));
    }

    private void next() {
        while (!busy) {
            List<PendingChange<?>> group = take();
            if (group.isEmpty()) {
                return;
            }
            Session session = link.session();
            if (session == null) {
                fail(group, link.refusal());
            } else {
                busy = true;
                attempt(session, group, 1);
            }
        }
    }

    private List<PendingChange<?>> take() {
        List<PendingChange<?>> group = new ArrayList<>();
        if (!alone.isEmpty()) {
            group.add(alone.poll());
            return group;
        }
        while (!waiting.isEmpty() && waiting.peek().mayBegin() && group.size() < TOGETHER) {
            group.add(waiting.poll());
        }
        return group;
    }

    private void attempt(Session session, List<PendingChange<?>> group, int attempt) {
        PgTransaction tx = new PgTransaction(session, dialect);
        session.simple("begin");
        Future<Void> all = Future.succeededFuture();
        for (PendingChange<?> pending : group) {
            all = all.compose(before -> within(session, tx, pending));
        }
        all.compose(done -> session.simple("commit"))
                .onComplete(stands -> committed(tx, group), cause -> session.simple("rollback")
                        .onComplete(clean -> failed(session, group, attempt, cause)));
    }

    /** One change between savepoints; the next one's is on its way before this one's release has been answered. */
    private static Future<Void> within(Session session, PgTransaction tx, PendingChange<?> pending) {
        session.simple("savepoint change");
        return pending.run(tx).compose(refused -> {
            Future<?> ended = session.simple(refused ? "rollback to change; release change" : "release change");
            return refused ? ended.mapEmpty() : Future.succeededFuture();
        });
    }

    private void committed(PgTransaction tx, List<PendingChange<?>> group) {
        if (tx.changed()) {
            health.committed();
        }
        for (PendingChange<?> pending : group) {
            admission.give(pending.weight());
            pending.answer();
        }
        done();
    }

    private void failed(Session session, List<PendingChange<?>> group, int attempt, Throwable cause) {
        Failure failure = Failure.of(cause, session);
        if (failure == Failure.LOST) {
            fail(group, link.failed(session, cause));
            done();
        } else if (group.size() > 1) {
            alone.addAll(group);
            done();
        } else if (failure == Failure.AGAIN && attempt < ATTEMPTS) {
            attempt(session, group, attempt + 1);
        } else {
            fail(group, verdict(failure, cause));
            done();
        }
    }

    private static GatewayException verdict(Failure failure, Throwable cause) {
        if (failure == Failure.SLOW) {
            return new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the change took too long: " + Words.of(cause));
        }
        LOG.error("a change failed and was taken back", cause);
        return new GatewayException(ErrorCode.INTERNAL, "store: " + Words.of(cause));
    }

    private void fail(List<PendingChange<?>> group, GatewayException failure) {
        for (PendingChange<?> pending : group) {
            admission.give(pending.weight());
            pending.fail(failure);
        }
    }

    private void done() {
        busy = false;
        next();
    }
}
