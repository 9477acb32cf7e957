package io.rialto.bus;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Urgent words on their way to one node: what the link does not take now waits here, in order, so that no answer is lost
 * while the node lives. Bounded in bytes. Safe on any thread; the lock is held for one offer to the link.
 */
final class Urgent {
    private static final Logger LOG = LoggerFactory.getLogger(Urgent.class);

    private final Predicate<ByteBuf> link;
    private final Consumer<ByteBuf> lost;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ByteBuf> waiting = new ArrayDeque<>(0);
    private long bytes;
    private boolean gone;

    /**
     * {@code link} takes a frame over, or answers false, or throws {@link IllegalArgumentException} for one that it never
     * takes; {@code lost} takes over what waited and will not be sent; no more than {@code maxBytes} wait.
     */
    Urgent(Predicate<ByteBuf> link, Consumer<ByteBuf> lost, long maxBytes) {
        this.maxBytes = maxBytes;
        this.link = link;
        this.lost = lost;
    }

    /**
     * Takes over a frame; false where too much waits already, or the node is gone: it stays the caller's.
     *
     * @throws IllegalArgumentException when the link never takes it: it stays the caller's
     */
    boolean offer(ByteBuf frame) {
        lock.lock();
        try {
            if (!gone && waiting.isEmpty() && link.test(frame)) {
                return true;
            }
            if (gone || bytes + frame.readableBytes() > maxBytes) {
                return false;
            }
            waiting.add(frame);
            bytes += frame.readableBytes();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The link takes frames again. */
    void drained() {
        lock.lock();
        try {
            for (ByteBuf next = waiting.peek(); next != null; next = waiting.peek()) {
                int size = next.readableBytes();
                if (!isSent(next)) {
                    return;
                }
                waiting.poll();
                bytes -= size;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it need not wait any more: one that the link never takes must not hold up those behind it. */
    private boolean isSent(ByteBuf frame) {
        try {
            return link.test(frame);
        } catch (IllegalArgumentException never) {
            LOG.error("an urgent word of {} bytes is lost", frame.readableBytes(), never);
            lost.accept(frame);
            return true;
        }
    }

    /** The node is gone: nothing waits for it any more, now or later. */
    void gone() {
        lock.lock();
        try {
            gone = true;
            waiting.forEach(lost);
            waiting.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }
}
