package io.rialto.bench.client;

import java.util.List;

/** Keeps a window of messages under way: what the server can do without loss. */
final class ClosedLoop {
    private static final long STALLED = 1_000_000_000;
    private static final long WAIT = 100_000_000;
    private static final int BURST = 256;

    private final LoadLoop loop;
    private final Crowd crowd;
    private final Tally tally;
    private final int window;
    private int turn;

    ClosedLoop(LoadLoop loop, Crowd crowd, Tally tally, int window) {
        this.loop = loop;
        this.crowd = crowd;
        this.tally = tally;
        this.window = window;
    }

    void run(long nanos) {
        long end = loop.tick() + nanos;
        long seen = tally.moved();
        long seenAt = loop.now();
        while (loop.tick() < end) {
            fill();
            if (tally.moved() != seen) {
                seen = tally.moved();
                seenAt = loop.now();
            } else if (loop.now() - seenAt > STALLED) {
                seenAt = loop.now();
                stalled();
            }
            loop.turn(Math.min(WAIT, end - loop.now()));
        }
    }

    /** Publishers take turns, or the first would send the most. */
    private void fill() {
        List<Publisher> publishers = crowd.publishers();
        int count = publishers.size();
        boolean any = true;
        for (int burst = 0; any && burst < BURST; burst++) {
            any = false;
            for (int i = 0, from = turn; i < count; i++) {
                Publisher publisher = publishers.get((from + i) % count);
                if (publisher.maySend(window)) {
                    publisher.send(System.nanoTime());
                    turn = (from + i + 1) % count;
                    any = true;
                }
            }
        }
    }

    private void stalled() {
        tally.stalls++;
        crowd.publishers().forEach(Publisher::forgive);
    }
}
