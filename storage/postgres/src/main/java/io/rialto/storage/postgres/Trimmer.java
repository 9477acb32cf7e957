package io.rialto.storage.postgres;

import io.rialto.storage.sql.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has outlived its time, one small step per transaction: walks around the accounts, takes the oldest
 * messages off the log. Of several nodes one at a time does so. Confined to its context.
 */
final class Trimmer {
    static final String LOCK = "select pg_try_advisory_xact_lock($1::bigint)";
    /**
     * Walks on from an account: how many were seen, the last of them, how many rows went. Times rise with positions: where
     * the oldest row may stay, no other is looked at. A row with positions that go, others that stay, loses the former.
     */
    static final String INBOXES = """
        with seen as (
          select k.key, greatest(k.iseq - $3::bigint, coalesce((
            select max(o.iseq) from (
              select i.iseq, i.its from inbox i where i.account = k.key and (
                select f.its from inbox f where f.account = k.key order by f.iseq limit 1) < $4::bigint
              order by i.iseq limit $5::bigint) o
            where o.its < $4::bigint), 0)) as bound
          from account_key k where k.key > $1::bigint order by k.key limit $2::bigint),
        cut as (
          update inbox i set its_before = i.its_before[o.gone + 1:], mid_before = i.mid_before[o.gone + 1:]
          from seen s cross join lateral (
            select f.account, f.iseq, s.bound - f.iseq + cardinality(f.mid_before) + 1 as gone from inbox f
            where f.account = s.key and f.iseq > s.bound order by f.iseq limit 1) o
          where s.bound > 0 and o.gone > 0 and i.account = o.account and i.iseq = o.iseq),
        due as (
          select d.account, d.iseq from seen s cross join lateral (
            select i.account, i.iseq from inbox i where i.account = s.key and i.iseq <= s.bound
            order by i.iseq limit $5::bigint) d
          limit $5::bigint),
        gone as (
          delete from inbox i using due d where i.account = d.account and i.iseq = d.iseq returning 1)
        select (select count(*) from seen), (select coalesce(max(key), 0) from seen), (select count(*) from gone)\
        """;
    /** Message ids rise with time, so the oldest stand at the left edge. */
    static final String LOG_ROWS = """
        delete from log l using (select mid, ts from log order by mid limit $2::bigint) o
        where l.mid = o.mid and o.ts < $1::bigint\
        """;

    static final List<String> ALL = List.of(LOCK, INBOXES, LOG_ROWS);

    private static final Logger LOG = LoggerFactory.getLogger(Trimmer.class);
    private static final long LOCK_KEY = 0x5249414c544f0002L;
    private static final long ACCOUNTS = 1_024;
    private static final long ROWS = 1_024;
    private static final long BEHIND_MILLIS = Duration.ofMillis(20).toMillis();

    private final Vertx vertx;
    private final ContextInternal context;
    private final Changes changes;
    private final Retention retention;
    private long walked;
    private boolean behind;
    private boolean ended;

    Trimmer(ContextInternal context, Changes changes, Retention retention) {
        this.vertx = context.owner();
        this.context = context;
        this.changes = changes;
        this.retention = retention;
    }

    /** Trims from now on; from any thread. */
    void start() {
        context.runOnContext(go -> schedule());
    }

    /** Trims no more; from any thread. */
    void end() {
        context.runOnContext(go -> ended = true);
    }

    /** What is due already is worked off in small steps, with room for other changes in between. */
    private void schedule() {
        long pause = behind ? BEHIND_MILLIS : retention.pause().toMillis();
        vertx.setTimer(Math.max(1, pause), due -> {
            if (!ended) {
                changes.submit(1, this::step, Future.succeededFuture(), context)
                        .onFailure(cause -> LOG.debug("nothing was trimmed: {}", cause.getMessage()))
                        .onComplete(done -> schedule());
            }
        });
    }

    private Future<Void> step(PgTransaction tx) {
        behind = false;
        return tx.run(LOCK, Tuple.of(LOCK_KEY))
                .compose(rows -> rows.iterator().next().getBoolean(0) ? trim(tx) : Future.succeededFuture());
    }

    private Future<Void> trim(PgTransaction tx) {
        long now = System.currentTimeMillis();
        long inboxCutoff = now - retention.inbox().toMillis();
        Tuple inboxes = Tuple.of(walked, ACCOUNTS, (long) retention.inboxRows(), inboxCutoff, ROWS);
        Tuple log = Tuple.of(now - retention.log().toMillis(), ROWS);
        return tx.run(INBOXES, inboxes)
                .compose(rows -> {
                    walk(tx, rows.iterator().next());
                    return tx.run(LOG_ROWS, log);
                })
                .onSuccess(rows -> behind |= tx.touched(rows.rowCount()) == ROWS)
                .mapEmpty();
    }

    /** Where a step was used up, the same accounts are visited again by the next one. */
    private void walk(PgTransaction tx, Row step) {
        boolean usedUp = tx.touched(step.getLong(2).intValue()) == ROWS;
        behind |= usedUp;
        if (!usedUp) {
            walked = step.getLong(0) < ACCOUNTS ? 0 : step.getLong(1);
        }
    }
}
