package io.rialto.bench.client;

import java.util.List;

/** Offers messages at a rate, whatever the server does; each is stamped with the time it was meant to be sent. */
final class OpenLoop {
    private static final double SECOND = 1e9;

    private final LoadLoop loop;
    private final List<Publisher> publishers;
    private final Tally tally;
    private final double rate;

    OpenLoop(LoadLoop loop, Crowd crowd, Tally tally, double rate) {
        this.loop = loop;
        this.publishers = crowd.publishers();
        this.tally = tally;
        this.rate = rate;
    }

    void run(long nanos) {
        long start = loop.tick();
        long end = start + nanos;
        long offered = 0;
        while (loop.tick() < end) {
            long due = start + (long) (offered * SECOND / rate);
            while (due <= loop.now()) {
                offer(publishers.get((int) (offered++ % publishers.size())), due);
                due = start + (long) (offered * SECOND / rate);
            }
            loop.turn(Math.min(due, end) - loop.now());
        }
    }

    private void offer(Publisher publisher, long due) {
        if (publisher.accepts()) {
            publisher.send(due);
        } else {
            tally.late++;
        }
    }
}
