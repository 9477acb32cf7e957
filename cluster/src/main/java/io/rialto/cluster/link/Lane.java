package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What goes to one peer in one class: a queue that is bounded by the peer's window. Frames may be offered on any thread;
 * batches are made on the carrier's loop. A frame that finds the lane idle leaves at once; on a busy one frames wait for
 * each other, up to the batch's limits or the delay.
 */
final class Lane {
    private static final long NOBODY_WAITS = -1;
    private static final long NO_TIMER = -1;

    private final long link;
    private final TrafficClass traffic;
    private final long window;
    private final LinkLimits limits;
    private final Carrier carrier;
    private final Runnable drained;
    private final Queue<Frame> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queuedFrames = new AtomicInteger();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicBoolean lingering = new AtomicBoolean();
    private final AtomicLong drainMark = new AtomicLong(NOBODY_WAITS);
    private final LongAdder sent = new LongAdder();
    private final LongAdder full = new LongAdder();
    private volatile boolean closed;
    private volatile long carried;
    private long lastFlush;
    private long timer = NO_TIMER;
    private long takenTotal;

    Lane(long link, TrafficClass traffic, long window, LinkLimits limits, Carrier carrier, Runnable drained) {
        this.link = link;
        this.traffic = traffic;
        this.window = window;
        this.limits = limits;
        this.carrier = carrier;
        this.drained = drained;
        this.lastFlush = System.nanoTime() - limits.batchDelay().toNanos();
    }

    /** Takes a frame, if the window and the link allow. */
    LinkOutcome offer(Service service, ByteBuf bytes) {
        Frame frame = new Frame(service.number(), bytes);
        long cost = frame.cost();
        if (bytes.readableBytes() > limits.maxFrame()) {
            throw new IllegalArgumentException(
                    "a frame has " + bytes.readableBytes() + " bytes, at most " + limits.maxFrame() + " are allowed");
        }
        if (closed) {
            return LinkOutcome.DOWN;
        }
        if (!reserve(cost)) {
            full.increment();
            return LinkOutcome.FULL;
        }
        sent.increment();
        queue.add(frame);
        int frames = queuedFrames.incrementAndGet();
        long queued = queuedBytes.addAndGet(cost);
        if (closed) {
            releaseQueue();
        } else {
            schedule(frames, queued);
        }
        return LinkOutcome.SENT;
    }

    /** The peer has taken so much since the beginning; on one thread only. False when it cannot be. */
    boolean taken(long total) {
        long more = total - takenTotal;
        if (more < 0 || more > inFlight.get()) {
            return false;
        }
        takenTotal = total;
        released(more);
        return true;
    }

    /** So much of the window is free again; any thread. */
    void released(long cost) {
        long left = inFlight.addAndGet(-cost);
        long mark = drainMark.get();
        if (mark != NOBODY_WAITS && left <= mark && drainMark.compareAndSet(mark, NOBODY_WAITS)) {
            drained.run();
        }
    }

    /** Takes nothing any more; what waits is given up. */
    void close() {
        closed = true;
        releaseQueue();
    }

    /** The sequence of the last batch that was handed to the carrier; any thread. */
    long carried() {
        return carried;
    }

    long bytesInFlight() {
        return inFlight.get();
    }

    long window() {
        return window;
    }

    long sent() {
        return sent.sum();
    }

    long full() {
        return full.sum();
    }

    private boolean reserve(long cost) {
        while (true) {
            long now = inFlight.get();
            if (fits(now, cost)) {
                if (inFlight.compareAndSet(now, now + cost)) {
                    return true;
                }
            } else {
                tellWhenDrained(cost);
                if (!fits(inFlight.get(), cost)) {
                    return false;
                }
            }
        }
    }

    private boolean fits(long now, long cost) {
        return now == 0 || now + cost <= window;
    }

    /** At half a window, or where even the largest frame that waits has room. */
    private void tellWhenDrained(long cost) {
        long room = Math.max(0, Math.min(window / 2, window - cost));
        drainMark.accumulateAndGet(room, (mark, wanted) -> mark == NOBODY_WAITS ? wanted : Math.min(mark, wanted));
    }

    private void schedule(int frames, long bytes) {
        if (flushing.compareAndSet(false, true)) {
            carrier.loop().run(this::flush);
        } else if ((frames >= limits.batchFrames() || bytes >= limits.batchBytes())
                && lingering.compareAndSet(true, false)) {
            carrier.loop().run(this::flush);
        }
    }

    /** On the carrier's loop. Only one flush is under way or planned at any time. */
    private void flush() {
        if (timer != NO_TIMER) {
            carrier.loop().cancel(timer);
            timer = NO_TIMER;
        }
        while (worthABatch()) {
            carry();
        }
        long since = System.nanoTime() - lastFlush;
        Duration delay = limits.batchDelay();
        if (queuedFrames.get() > 0 && since < delay.toNanos()) {
            linger(delay);
            return;
        }
        while (queuedFrames.get() > 0) {
            carry();
        }
        flushing.set(false);
        if (queuedFrames.get() > 0) {
            schedule(0, 0);
        }
    }

    private boolean worthABatch() {
        return queuedFrames.get() >= limits.batchFrames() || queuedBytes.get() >= limits.batchBytes();
    }

    private void linger(Duration delay) {
        lingering.set(true);
        if (worthABatch() && lingering.compareAndSet(true, false)) {
            carrier.loop().run(this::flush);
            return;
        }
        timer = carrier.loop().later(delay, () -> {
            if (lingering.compareAndSet(true, false)) {
                flush();
            }
        });
    }

    private void carry() {
        List<Frame> frames = new ArrayList<>(); // a frame is queued before it is counted, so the count says no size
        long bytes = 0;
        while (frames.size() < limits.batchFrames() && bytes < limits.batchBytes()) {
            Frame frame = queue.poll();
            if (frame == null) {
                break;
            }
            frames.add(frame);
            bytes += frame.cost();
        }
        queuedFrames.addAndGet(-frames.size());
        queuedBytes.addAndGet(-bytes);
        lastFlush = System.nanoTime();
        if (!frames.isEmpty()) {
            long sequence = carried + 1;
            carried = sequence;
            carrier.carry(new Batch(link, traffic, sequence, frames));
        }
    }

    private void releaseQueue() {
        for (Frame frame = queue.poll(); frame != null; frame = queue.poll()) {
            queuedFrames.decrementAndGet();
            queuedBytes.addAndGet(-frame.cost());
            frame.bytes().release();
        }
    }
}
