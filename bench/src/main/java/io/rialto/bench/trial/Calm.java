package io.rialto.bench.trial;

import io.rialto.bench.server.Server;
import java.util.concurrent.locks.LockSupport;

/** Waits until a server has worked off what it was given. */
final class Calm {
    private static final long LOOK = 200_000_000;
    private static final long PATIENCE = 20_000_000_000L;
    private static final double NEXT_TO_NOTHING = 0.015;

    private Calm() {}

    /** Back when it consumes next to no CPU, or after a while. */
    static void await(Server server) {
        long end = System.nanoTime() + PATIENCE;
        double before = server.usage().cpu();
        double used = 1;
        while (used > NEXT_TO_NOTHING && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK);
            double now = server.usage().cpu();
            used = now - before;
            before = now;
        }
    }
}
