package io.rialto.adapter;

/**
 * A rate limit with a burst of one second, after the generic cell rate algorithm: one number, no timer. Confined to one
 * thread.
 */
public final class Rate {
    private static final long BURST_NANOS = 1_000_000_000L;

    private final int perSecond;
    private long nextFree;

    /** At most this many a second; 0 means no limit. */
    public Rate(int perSecond) {
        this.perSecond = perSecond;
        this.nextFree = System.nanoTime();
    }

    /** Takes one, or answers that it is too early. */
    public boolean take() {
        if (perSecond == 0) {
            return true;
        }
        long nanosEach = BURST_NANOS / perSecond;
        long now = System.nanoTime();
        long earliest = Math.max(0, nextFree - now);
        if (earliest + nanosEach > BURST_NANOS) {
            return false;
        }
        nextFree = now + earliest + nanosEach;
        return true;
    }

    /** The limit; 0 means none. */
    public int perSecond() {
        return perSecond;
    }
}
