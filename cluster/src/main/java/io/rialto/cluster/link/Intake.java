package io.rialto.cluster.link;

import io.rialto.cluster.TrafficClass;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What comes from one peer in one class: whether it is whole, how much of it was taken. Sequences are checked on the
 * link's context; frames may be taken on any thread.
 */
final class Intake {
    /** Tells the peer how much has been taken since the beginning. */
    interface Grants {
        void taken(TrafficClass traffic, long total);
    }

    private final TrafficClass traffic;
    private final long window;
    private final Grants grants;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final LongAdder received = new LongAdder();
    private long arrived;
    private volatile long arrivedLast;
    private long missing;
    private long missingSince;

    Intake(TrafficClass traffic, long window, Grants grants) {
        this.traffic = traffic;
        this.window = window;
        this.grants = grants;
    }

    /** Whether this batch is the next, within what the peer may send. */
    boolean accepts(Batch batch) {
        if (batch.sequence() != arrivedLast + 1) {
            return false;
        }
        arrivedLast = batch.sequence();
        long waiting = arrived - taken.get();
        long cost = arrived(batch);
        return waiting + cost <= window || (waiting == 0 && batch.frames().size() == 1);
    }

    /**
     * The peer says that it has carried so many batches; they may still be on their way. False when one of them has been
     * for longer than that. On the beat loop only.
     */
    boolean carried(long sequence, long nanos) {
        long last = arrivedLast;
        long now = System.nanoTime();
        if (missing <= last) {
            missing = sequence;
            missingSince = now;
        }
        return missing <= last || now - missingSince <= nanos;
    }

    /** Counts a batch that is known to be the next; what it takes of the window. */
    long arrived(Batch batch) {
        long cost = batch.frames().stream().mapToLong(Frame::cost).sum();
        arrived += cost;
        received.add(batch.frames().size());
        return cost;
    }

    /** A frame was taken. The peer is told after every quarter of the window, the rest by heartbeats. */
    void taken(long cost) {
        long total = taken.addAndGet(cost);
        long last = told.get();
        if (total - last >= window / 4 && told.compareAndSet(last, total)) {
            grants.taken(traffic, total);
        }
    }

    /** How much was taken since the beginning. */
    long total() {
        return taken.get();
    }

    long received() {
        return received.sum();
    }
}
