package io.rialto.bench.client;

import java.util.function.BooleanSupplier;

/** Makes connections, a few at a time, and waits until they are ready. Confined to the load's thread. */
final class Gathering {
    private static final int AT_A_TIME = 64;
    private static final long PATIENCE = 60_000_000_000L;
    private static final long WAIT = 20_000_000;

    private final LoadLoop loop;
    private final Tally tally;
    private int started;

    /** The tally's events count who is ready. */
    Gathering(LoadLoop loop, Tally tally) {
        this.loop = loop;
        this.tally = tally;
    }

    /** Begins a connection; waits first while too many others are on their way. */
    Link connect(Seat seat, Events events, int receiveBuffer) {
        await(() -> started - tally.ready < AT_A_TIME, "connections");
        started++;
        return loop.connect(seat, events, receiveBuffer);
    }

    Link connect(Seat seat, Events events) {
        return connect(seat, events, 0);
    }

    /** Back when all are ready. */
    void awaitAll(String whom) {
        await(() -> tally.ready == started, whom);
    }

    /** Back when it is so; fails when a connection is lost or it takes too long. */
    void await(BooleanSupplier condition, String whom) {
        long end = loop.tick() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (tally.lost > 0) {
                throw new LoadFailure("connection lost: " + tally.lastLoss);
            }
            if (loop.tick() > end) {
                throw new LoadFailure("only " + tally.ready + " of " + started + " became ready: " + whom);
            }
            loop.turn(WAIT);
        }
    }
}
