package io.rialto.durable;

import io.rialto.cluster.Placement;
import io.rialto.storage.DueSession;
import io.rialto.storage.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends durable sessions whose time has come, publishes wills that are due, finds the sessions of nodes that are lost: those
 * of accounts that are served here. One instance per node.
 */
public final class DurableSweep extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DurableSweep.class);
    private static final int AT_ONCE = 500;
    /** So many that cannot be dealt with are looked past, whatever stands behind them waits. */
    private static final int PASSED_OVER = 20;

    private static final int BODIES = 1000;
    private static final long TIDY_MILLIS = 60_000;
    /** How long a node may see nothing of the store and still learn which sessions have ended. */
    private static final long MEMORY_MILLIS = Duration.ofHours(24).toMillis();

    private final DurableSessions sessions;
    private final SessionStore store;
    private final Placement placement;
    private final Supplier<List<Long>> boots;
    private final long pauseMillis;
    private final int atOnce;
    private boolean sweeping;
    /** How many of those that were due stay so: their wills are not taken, or they are another node's. */
    private int left;

    private long tidied;

    /**
     * Sweeps every so many milliseconds.
     *
     * @param boots the numbers of the starts of all nodes there are, this one among them
     */
    public DurableSweep(DurableSessions sessions, Placement placement, Supplier<List<Long>> boots, long pauseMillis) {
        this(sessions, placement, boots, pauseMillis, AT_ONCE);
    }

    DurableSweep(
            DurableSessions sessions, Placement placement, Supplier<List<Long>> boots, long pauseMillis, int atOnce) {
        this.sessions = sessions;
        this.store = sessions.store();
        this.placement = placement;
        this.boots = boots;
        this.pauseMillis = pauseMillis;
        this.atOnce = atOnce;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(pauseMillis, timer -> sweep());
        return Future.succeededFuture();
    }

    private void sweep() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        long now = System.currentTimeMillis();
        store.orphan(boots.get(), now)
                .compose(lost -> store.due(now, atOnce + left))
                .compose(due -> settle(due, now))
                .compose(settled -> tidy(now))
                .onFailure(failure -> LOG.warn("durable sessions were not swept: {}", failure.getMessage()))
                .eventually(() -> {
                    sweeping = false;
                    return Future.succeededFuture();
                });
    }

    /** What stays due must not keep what stands behind it from its turn: the next time so many more are looked at. */
    private Future<Void> settle(List<DueSession> due, long now) {
        List<Future<Void>> mine = due.stream()
                .filter(one -> placement.here().contains(placement.of(one.account())))
                .map(one -> settle(one, now))
                .toList();
        return Future.join(mine).transform((all, failure) -> {
            int done = (int) mine.stream().filter(Future::succeeded).count();
            left = Math.min(due.size() - done, PASSED_OVER * atOnce);
            if (failure != null) {
                LOG.warn("{} durable sessions are due still: {}", mine.size() - done, failure.getMessage());
            }
            return Future.succeededFuture();
        });
    }

    /** A will that its home does not take now is due the next time as well. */
    private Future<Void> settle(DueSession due, long now) {
        Future<Void> will = due.will() == null
                ? Future.succeededFuture()
                : sessions.publish(due.account(), due.will()).compose(done -> store.willPublished(due.key(), now));
        return due.expired() ? will.compose(done -> end(due, now)) : will;
    }

    private Future<Void> end(DueSession due, long now) {
        return store.end(due.key(), now).compose(version -> {
            LOG.debug("the session of {} on {} has expired", due.account(), due.device());
            if (version == 0) {
                return Future.succeededFuture();
            }
            sessions.figures().expire();
            return sessions.ended(due.key());
        });
    }

    private Future<Integer> tidy(long now) {
        if (now - tidied < TIDY_MILLIS) {
            return Future.succeededFuture(0);
        }
        tidied = now;
        return store.sweep(now - MEMORY_MILLIS, BODIES);
    }
}
