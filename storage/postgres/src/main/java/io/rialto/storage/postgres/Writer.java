package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.Appended;
import io.rialto.storage.CommitWeight;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.Admission;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends over one link: one transaction in flight, the next one is what has gathered meanwhile. Batches come in from
 * any thread, bounded by weight; everything else is confined to the link's context.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int ATTEMPTS = 5;
    /** Inboxes whose heads are locked anyway, whose rows take another position up, cost so much less. */
    private static final int SHARE = 8;

    private final Link link;
    private final PgHealth health;
    private final Sizes sizes;
    private final RecentRows recent;
    private final int number;
    private final Admission admission;
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    /** Those of a transaction that failed for a reason of one of them: each runs alone. */
    private final Deque<PendingAppend> alone = new ArrayDeque<>();

    private Keys rooms = new Keys();
    private Keys accounts = new Keys();
    private Future<?> newest = Future.succeededFuture();
    private boolean busy;

    Writer(Link link, PgHealth health, Sizes sizes, RecentRows recent, int number) {
        this.link = link;
        this.health = health;
        this.sizes = sizes;
        this.admission = new Admission(sizes.queueMax());
        this.recent = recent;
        this.number = number;
        link.onOpen(this::alive, this::opened);
    }

    /** Hands a batch over, from any thread; the future completes on {@code caller} after the commit. */
    Future<List<Appended>> append(List<LogEntry> batch, ContextInternal caller) {
        int added = CommitWeight.of(batch, SHARE);
        if (!admission.take(added)) {
            return caller.failedFuture(
                    new GatewayException(ErrorCode.OVERLOADED, "too many messages wait for the store; try again"));
        }
        PendingAppend pending = new PendingAppend(batch, added, caller.promise());
        link.context().runOnContext(arrived -> add(pending));
        return pending.promise().future();
    }

    /** What a transaction weighs. */
    static CommitWeight weighing(int max) {
        return new CommitWeight(max, SHARE);
    }

    /** Whether it could begin at once: it has a connection, nothing that has no answer yet; from any thread. */
    boolean isIdle() {
        return admission.isEmpty() && isOpen();
    }

    /** Whether it has a connection; from any thread. */
    boolean isOpen() {
        return link.isOpen();
    }

    /** Done when everything that was handed over before this call has its answer. */
    Future<Void> settled() {
        return link.context().future(promise -> link.context()
                .runOnContext(asked -> newest.onComplete(answered -> promise.complete())));
    }

    private void add(PendingAppend pending) {
        waiting.add(pending);
        newest = pending.promise().future();
        next();
    }

    private void next() {
        while (!busy) {
            List<PendingAppend> group = take();
            if (group.isEmpty()) {
                return;
            }
            Session session = link.session();
            if (session == null) {
                answer(group, link.refusal());
            } else {
                busy = true;
                attempt(session, group, 1);
            }
        }
    }

    private List<PendingAppend> take() {
        List<PendingAppend> group = new ArrayList<>();
        if (!alone.isEmpty()) {
            group.add(alone.poll());
            return group;
        }
        CommitWeight weighed = weighing(sizes.batchMax());
        while (!waiting.isEmpty() && weighed.takes(waiting.peek().batch())) {
            group.add(waiting.poll());
        }
        return group;
    }

    private void attempt(Session session, List<PendingAppend> group, int attempt) {
        List<LogEntry> entries = new ArrayList<>();
        group.forEach(pending -> entries.addAll(pending.batch()));
        AppendBatch batch = new AppendBatch(session, rooms, accounts, entries);
        batch.run().onComplete(outcomes -> committed(batch, group, outcomes), cause -> {
            Failure failure = Failure.of(cause, session);
            if (failure == Failure.LOST) {
                answer(group, link.failed(session, cause));
                done();
            } else {
                batch.rollBack().onComplete(clean -> failed(session, group, attempt, cause), lost -> {
                    answer(group, link.failed(session, lost));
                    done();
                });
            }
        });
    }

    private void failed(Session session, List<PendingAppend> group, int attempt, Throwable cause) {
        Failure failure = Failure.of(cause, session);
        forgetKeys();
        boolean again = failure == Failure.AGAIN && attempt < ATTEMPTS;
        if (again) {
            attempt(session, group, attempt + 1);
        } else if (group.size() > 1) {
            alone.addAll(group);
            done();
        } else {
            answer(group, verdict(failure, cause));
            done();
        }
    }

    private static GatewayException verdict(Failure failure, Throwable cause) {
        if (failure == Failure.SLOW) {
            return new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the commit took too long: " + Words.of(cause));
        }
        LOG.error("a batch failed and was taken back", cause);
        return new GatewayException(ErrorCode.INTERNAL, "store: " + Words.of(cause));
    }

    private void committed(AppendBatch batch, List<PendingAppend> group, List<Appended> outcomes) {
        if (batch.wrote()) {
            health.committed();
            recent.add(batch.written());
        }
        int from = 0;
        for (PendingAppend pending : group) {
            int to = from + pending.batch().size();
            admission.give(pending.weight());
            pending.promise().complete(List.copyOf(outcomes.subList(from, to)));
            from = to;
        }
        done();
    }

    private void answer(List<PendingAppend> group, GatewayException failure) {
        for (PendingAppend pending : group) {
            admission.give(pending.weight());
            pending.promise().fail(failure);
        }
    }

    private void forgetKeys() {
        rooms = new Keys();
        accounts = new Keys();
    }

    private void done() {
        busy = false;
        next();
    }

    /** A server that takes no write is of no use. */
    private Future<?> alive(Session fresh) {
        return fresh.run(AppendTexts.ALIVE, Tuple.of((long) number, System.currentTimeMillis()));
    }

    /** Keys, messages may be gone with a server that lost its last commits. */
    private void opened() {
        forgetKeys();
        recent.clear();
        next();
    }
}
