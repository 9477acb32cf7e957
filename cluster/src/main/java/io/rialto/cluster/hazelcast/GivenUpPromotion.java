package io.rialto.cluster.hazelcast;

import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.partition.impl.InternalPartitionServiceImpl;
import com.hazelcast.internal.partition.impl.MigrationManager;
import com.hazelcast.spi.properties.ClusterProperty;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees a node of a promotion that Hazelcast has given up half-way. When members are gone, the master has those that hold
 * backups promoted to owners. That is done in steps, by one operation at a time, which holds a permit; if not all steps have
 * begun within the time after which a silent member is given up, which happens on a machine that is too busy, the operation
 * is dropped with the permit. From then on no promotion succeeds: what the gone ones owned stays without an owner, so that
 * whatever is asked of it waits, and the part can never be frozen, so that it never merges with another. An operation that
 * has held the permit for longer than that time is dropped at its next step in any case. Looks as a task of Hazelcast's.
 */
final class GivenUpPromotion implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(GivenUpPromotion.class);
    private static final int LOOKS = 4; // within the time of a promotion

    private final BooleanSupplier acquire;
    private final Runnable release;
    private final LongSupplier nanos;
    private final long limitNanos;
    private boolean held;
    private long heldSince;

    /**
     * A watch over the permit.
     *
     * @param acquire takes the permit unless it is held
     * @param release gives it back, whoever holds it
     * @param limit   the longest that a promotion may take
     */
    GivenUpPromotion(BooleanSupplier acquire, Runnable release, LongSupplier nanos, Duration limit) {
        this.acquire = acquire;
        this.release = release;
        this.nanos = nanos;
        this.limitNanos = limit.toNanos();
    }

    /** Watches over a node that has started, as long as it lives. */
    static void watch(Node node) {
        MigrationManager migrations = ((InternalPartitionServiceImpl) node.getPartitionService()).getMigrationManager();
        long limitMillis = node.getProperties().getMillis(ClusterProperty.MAX_NO_HEARTBEAT_SECONDS);
        GivenUpPromotion watch = new GivenUpPromotion(
                migrations::acquirePromotionPermit,
                migrations::releasePromotionPermit,
                System::nanoTime,
                Duration.ofMillis(limitMillis));
        long interval = Math.max(1, limitMillis / LOOKS);
        node.getNodeEngine()
                .getExecutionService()
                .scheduleWithRepetition(watch, interval, interval, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void run() {
        long now = nanos.getAsLong();
        if (acquire.getAsBoolean()) {
            release.run();
            held = false;
        } else if (!held) {
            held = true;
            heldSince = now;
        } else if (now - heldSince > limitNanos) {
            LOG.warn("a promotion of partitions has been given up half-way; the next one may begin");
            release.run();
            held = false;
        }
    }
}
