package io.rialto.adapter;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a loop writes to many connections again what they all are given. Each write costs a system call, whatever its size: a
 * busy loop that writes at the end of every turn writes little to each, and the longer that takes the less time there is to
 * gather. So after many have been written the same it gathers for a while first: as long as the writing took, within a
 * bound. Who has something for few, for each of many something else, or has not written for long, writes at once. Confined to its
 * loop.
 */
final class FlushPace {
    /** So many connections are few: what only those are given does not wait. */
    static final int FEW = 15;

    private final long mostNanos;
    private final LongSupplier clock;
    private long begun;
    private long ended;
    private long gatherNanos;

    /**
     * Nothing written yet.
     *
     * @param most how long at most is gathered; zero: not at all
     * @param clock nanoseconds of a monotonic clock
     */
    FlushPace(Duration most, LongSupplier clock) {
        this.mostNanos = most.toNanos();
        this.clock = clock;
    }

    /** Nanoseconds until what so many connections are given may be written to them; not above 0: now. */
    long waitNanos(int connections) {
        return connections <= FEW || gatherNanos == 0 ? 0 : gatherNanos - (clock.getAsLong() - ended);
    }

    /** Connections are written to from now on. */
    void begin() {
        begun = clock.getAsLong();
    }

    /** So many have been written the same since the beginning. */
    void end(int connections) {
        if (connections > FEW) {
            ended = clock.getAsLong();
            gatherNanos = Math.min(mostNanos, ended - begun);
        }
    }
}
