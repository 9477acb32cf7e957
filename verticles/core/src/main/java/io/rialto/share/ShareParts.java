package io.rialto.share;

import io.rialto.cluster.Placement;
import io.rialto.durable.DurableSessions;
import io.rialto.spread.Spread;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every shard of share groups works with; shared, safe on any thread.
 *
 * @param durable where groups with members whose sessions outlive their connections have queues
 * @param holders numbers of those who hold the queues, see {@link #holders(long)}
 */
public record ShareParts(
        Spread spread,
        Placement placement,
        SharePost post,
        DurableSessions durable,
        AtomicLong holders,
        ShareFigures figures,
        ShareLimits limits,
        ShareTimes times) {
    private static final int COUNTER_BITS = 32;

    /** The numbers of a start of a node, beyond those of its sessions. */
    public static AtomicLong holders(long boot) {
        return new AtomicLong((boot << COUNTER_BITS) | (1L << (COUNTER_BITS - 1)));
    }
}
