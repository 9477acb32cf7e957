package io.rialto.cluster.link;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** What one frame takes of a window, to be given back once, on whichever thread. */
final class Toll implements Runnable {
    private final LongConsumer back;
    private final long cost;
    private final AtomicBoolean given = new AtomicBoolean();

    Toll(LongConsumer back, long cost) {
        this.back = back;
        this.cost = cost;
    }

    @Override
    public void run() {
        if (given.compareAndSet(false, true)) {
            back.accept(cost);
        }
    }
}
