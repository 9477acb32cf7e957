package io.rialto.cluster.link;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long this node has been watching a peer. Between two looks at the clock it counts no more than an interval: while
 * the node itself stood still it could not hear, which is nobody's silence. Confined to the beat loop.
 */
final class Watch {
    private final long interval;
    private final LongSupplier clock;
    private long looked;
    private long watched;

    /** A watch that looks at a clock of nanoseconds at least once in an interval, unless it is kept from it. */
    Watch(Duration interval, LongSupplier clock) {
        this.interval = interval.toNanos();
        this.clock = clock;
        this.looked = clock.getAsLong();
    }

    /** Looks at the clock; the nanoseconds watched since the beginning. */
    long now() {
        long now = clock.getAsLong();
        watched += Math.min(now - looked, interval);
        looked = now;
        return watched;
    }
}
