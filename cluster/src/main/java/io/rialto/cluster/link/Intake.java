package io.rialto.cluster.link;

import io.rialto.cluster.TrafficClass;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What comes from one peer in one class: whether it is whole, how much of it was taken. Sequences are checked on the
 * link's context; frames may be taken on any thread.
 */
final class Intake {
    /** Has the peer told what has been taken until then, soon; any thread. */
    interface Grants {
        void taken(TrafficClass traffic);
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
     * The peer says that it has carried so many batches; they may still be on their way. For how many nanoseconds one of
     * them has been, 0 when none is. On the beat loop only.
     */
    long missing(long sequence, long now) {
        long last = arrivedLast;
        if (missing <= last) {
            missing = sequence;
            missingSince = now;
        }
        return missing <= last ? 0 : now - missingSince;
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
            grants.taken(traffic);
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
