package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What waits for the writer, bounded by messages. Many put, one takes. */
final class WriteQueue {
    private static final long NAP_NANOS = 20_000;

    private final Admission admission;
    private final BlockingQueue<Pending<?>> waiting;

    WriteQueue(int max) {
        this.admission = new Admission(max);
        this.waiting = new ArrayBlockingQueue<>(max + 1);
    }

    /** Puts an operation in; false: full. */
    boolean offer(Pending<?> operation) {
        if (!admission.take(operation.weight())) {
            return false;
        }
        boolean put = waiting.offer(operation);
        if (!put) {
            admission.give(operation.weight());
        }
        return put;
    }

    /**
     * Takes what waits, up to a weight, at least one; nothing where nothing came in time. Those who are expected are waited
     * for once there is something to take.
     */
    List<Pending<?>> take(int maxWeight, long millis, Echo echo) {
        List<Pending<?>> group = new ArrayList<>();
        Pending<?> next = poll(millis);
        int taken = 0;
        int followed = 0;
        while (next != null) {
            taken += next.weight();
            admission.give(next.weight());
            followed += next.isFollowed() ? 1 : 0;
            group.add(next);
            boolean more = followed < echo.expected() && taken < maxWeight;
            Pending<?> following = more ? peek(echo.untilNanos()) : waiting.peek();
            boolean fits = following != null && taken + following.weight() <= maxWeight;
            next = fits ? waiting.poll() : null;
        }
        return group;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private Pending<?> peek(long untilNanos) {
        Pending<?> next = waiting.peek();
        while (next == null && untilNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, NAP_NANOS);
            next = waiting.peek();
        }
        return next;
    }

    /** An interrupt only cuts the waiting short: the writer ends when it is closed, not before. */
    private Pending<?> poll(long millis) {
        try {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException early) {
            return waiting.poll();
        }
    }
}
