package io.rialto.adapter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast connections may come from each party, with a burst of one second: the generic cell rate algorithm, one number
 * for each that came within the last second. Safe on any thread.
 */
final class ConnectRate {
    private static final long BURST_NANOS = 1_000_000_000L;
    private static final int MANY = 16_384;

    private final long nanosEach;
    /** When each has nothing left of its burst to pay back. */
    private final Map<String, AtomicLong> nextFree = new ConcurrentHashMap<>();

    private final AtomicLong nextSweep = new AtomicLong();

    /** At most this many a second from each; 0 means no limit. */
    ConnectRate(int perSecond) {
        nanosEach = perSecond == 0 ? 0 : BURST_NANOS / perSecond;
    }

    /** Takes one for this party, or answers that it is too early; {@code now} is the monotonic clock's, in nanoseconds. */
    boolean take(String party, long now) {
        if (nanosEach == 0) {
            return true;
        }
        if (nextFree.size() > MANY) {
            sweep(now);
        }
        AtomicLong free = nextFree.computeIfAbsent(party, first -> new AtomicLong(now));
        long before = free.get();
        while (true) {
            long from = before - now < 0 ? now : before;
            if (from + nanosEach - now > BURST_NANOS) {
                return false;
            }
            long witness = free.compareAndExchange(before, from + nanosEach);
            if (witness == before) {
                return true;
            }
            before = witness;
        }
    }

    /** Parties that are remembered. */
    int size() {
        return nextFree.size();
    }

    private void sweep(long now) {
        long due = nextSweep.get();
        if ((due == 0 || now - due > 0) && nextSweep.compareAndSet(due, now + BURST_NANOS)) {
            nextFree.values().removeIf(free -> free.get() - now < 0);
        }
    }
}
