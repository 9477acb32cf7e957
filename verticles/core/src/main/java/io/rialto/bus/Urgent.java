package io.rialto.bus;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Urgent words on their way to one node: what the link does not take now waits here, in order, so that no answer is lost
 * while the node lives. Bounded in bytes. Safe on any thread; the lock is held for one offer to the link.
 */
final class Urgent {
    private static final long MAX_BYTES = 64L << 20;

    private final Predicate<ByteBuf> link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ByteBuf> waiting = new ArrayDeque<>(0);
    private long bytes;

    /** {@code link} takes a frame over, or answers false. */
    Urgent(Predicate<ByteBuf> link) {
        this.link = link;
    }

    /** Takes over a frame; false where too much waits already: it stays the caller's. */
    boolean offer(ByteBuf frame) {
        lock.lock();
        try {
            if (waiting.isEmpty() && link.test(frame)) {
                return true;
            }
            if (bytes + frame.readableBytes() > MAX_BYTES) {
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
                if (!link.test(next)) {
                    return;
                }
                waiting.poll();
                bytes -= size;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The node is gone. */
    void gone() {
        lock.lock();
        try {
            waiting.forEach(ByteBuf::release);
            waiting.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }
}
