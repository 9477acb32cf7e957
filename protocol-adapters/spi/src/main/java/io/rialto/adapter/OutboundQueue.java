package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.rialto.contract.channel.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What waits to be written to one connection. While the socket takes bytes they go straight through, with one flush per
 * turn of the loop; when it does not, they wait here, bounded in bytes: runs of frames are dropped oldest first and
 * reported as a gap, answers pause the reading of more requests, and whoever takes nothing for too long is closed.
 * Confined to the connection's event loop.
 */
public final class OutboundQueue {
    private static final int MAX_GAPS = 1024;

    /** What the queue needs its connection to do. */
    public interface Owner {
        /**
         * A note that the frames {@code from..to} of a channel were dropped, in the door's own words; null where the door
         * tells in another way or cannot tell.
         */
        ByteBuf gapNote(String topic, long epoch, long from, long to);

        /** Nothing waits any more: what is written now goes straight through. */
        void drained();

        /** The connection takes nothing any more: say so if the protocol can, then close. */
        void tooSlow();
    }

    /** The bounds of one connection: bytes that may wait, milliseconds without any progress. */
    public record Bounds(int bytes, long slowMillis) {}

    private static final class Waiting {
        private final ByteBuf bytes;
        private final String topic;
        private final long epoch;
        private final long from;
        private final long to;

        Waiting(ByteBuf bytes, String topic, long epoch, long from, long to) {
            this.bytes = bytes;
            this.topic = topic;
            this.epoch = epoch;
            this.from = from;
            this.to = to;
        }
    }

    private record Gap(long epoch, long from, long to) {}

    private final ChannelHandlerContext out;
    private final ChannelPromise noPromise;
    private final Loop loop;
    private final Bounds bounds;
    private final Owner owner;
    private final DoorMetrics metrics;
    private final Reading reading;
    private final Deque<Waiting> waiting = new ArrayDeque<>(0);
    private final Map<String, Gap> gaps = new LinkedHashMap<>(0);
    private int waitingBytes;
    private long stuckSince;
    private boolean dirty;
    private boolean closed;

    /**
     * An empty queue.
     *
     * @param out the context that pre-encoded bytes are written from, below the protocol's encoders
     */
    public OutboundQueue(ChannelHandlerContext out, Loop loop, Bounds bounds, Owner owner, DoorMetrics metrics) {
        this.out = out;
        this.noPromise = out.voidPromise();
        this.loop = loop;
        this.bounds = bounds;
        this.owner = owner;
        this.metrics = metrics;
        this.reading = new Reading(out.channel());
    }

    /** Who holds back the reading from this connection: this queue does while answers wait. */
    public Reading reading() {
        return reading;
    }

    /** Writes bytes that must not be lost: an answer, a message. Takes over the buffer. */
    public void write(ByteBuf bytes) {
        if (closed) {
            bytes.release();
        } else if (isOpen()) {
            pass(bytes);
        } else if (waitingBytes > bounds.bytes()) {
            bytes.release();
            metrics.dropped(DropReason.SLOW_CONSUMER, 1);
            owner.tooSlow();
        } else {
            enqueue(new Waiting(bytes, null, 0, 0, 0));
            reading.pause(Reading.Cause.ANSWERS_WAIT);
        }
    }

    /** Writes a whole run in its shared encoding, or makes room by dropping what has waited longest. */
    public void offer(Run run, ByteBuf shared) {
        long from = run.frames().get(0).seq();
        long to = run.frames().get(run.frames().size() - 1).seq();
        if (closed) {
            return;
        }
        if (isOpen()) {
            pass(shared.retainedDuplicate());
            return;
        }
        dropUntilFits(shared.readableBytes());
        if (closed) {
            return;
        }
        enqueue(new Waiting(shared.retainedDuplicate(), run.topic(), run.epoch(), from, to));
    }

    private void missed(String topic, long epoch, long from, long to) {
        metrics.dropped(DropReason.SLOW_CONSUMER, to - from + 1);
        Gap old = gaps.get(topic);
        boolean joins = old != null && old.epoch() == epoch;
        gaps.put(
                topic,
                joins ? new Gap(epoch, Math.min(old.from(), from), Math.max(old.to(), to)) : new Gap(epoch, from, to));
        if (gaps.size() > MAX_GAPS) {
            owner.tooSlow();
        }
    }

    /** Whether what is written now goes straight to the socket. */
    public boolean isOpen() {
        return waiting.isEmpty() && gaps.isEmpty() && out.channel().isWritable();
    }

    /** Bytes that wait here, besides what the socket has taken. */
    public int waitingBytes() {
        return waitingBytes;
    }

    /** The channel has become writable, or stopped being so: called by the connection's handler. */
    public void writabilityChanged() {
        if (closed || !out.channel().isWritable()) {
            return;
        }
        while (!waiting.isEmpty() && out.channel().isWritable()) {
            Waiting next = waiting.peek();
            if (next.topic != null && gaps.containsKey(next.topic)) {
                report(next.topic, gaps.remove(next.topic));
            }
            waiting.poll();
            count(-next.bytes.readableBytes());
            pass(next.bytes);
        }
        stuckSince = waiting.isEmpty() ? 0 : Loop.now();
        if (!closed && waiting.isEmpty()) {
            reportAllGaps();
            reading.resume(Reading.Cause.ANSWERS_WAIT);
            owner.drained();
        }
    }

    /** Looks whether the connection has taken nothing for too long; called once a second with the loop's clock. */
    public void tick(long now) {
        if (!closed && stuckSince != 0 && now - stuckSince > bounds.slowMillis()) {
            stuckSince = 0;
            owner.tooSlow();
        }
    }

    /** Frees everything; nothing is written any more. Idempotent. */
    public void close() {
        closed = true;
        waiting.forEach(one -> one.bytes.release());
        waiting.clear();
        gaps.clear();
        count(-waitingBytes);
    }

    void flush() {
        dirty = false;
        if (!closed) {
            out.flush();
        }
    }

    private void pass(ByteBuf bytes) {
        out.write(bytes, noPromise);
        if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        }
    }

    private void enqueue(Waiting one) {
        waiting.add(one);
        count(one.bytes.readableBytes());
        if (stuckSince == 0) {
            stuckSince = Loop.now();
        }
    }

    private void count(int bytes) {
        waitingBytes += bytes;
        metrics.waiting(bytes);
    }

    private void dropUntilFits(int bytes) {
        Iterator<Waiting> oldest = waiting.iterator();
        while (!closed && waitingBytes + bytes > bounds.bytes() && oldest.hasNext()) {
            Waiting one = oldest.next();
            if (one.topic != null) {
                oldest.remove();
                count(-one.bytes.readableBytes());
                one.bytes.release();
                missed(one.topic, one.epoch, one.from, one.to);
            }
        }
    }

    private void reportAllGaps() {
        Iterator<Map.Entry<String, Gap>> each = gaps.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Gap> gap = each.next();
            each.remove();
            report(gap.getKey(), gap.getValue());
        }
    }

    private void report(String topic, Gap gap) {
        ByteBuf note = owner.gapNote(topic, gap.epoch(), gap.from(), gap.to());
        if (note != null) {
            pass(note);
        }
    }
}
