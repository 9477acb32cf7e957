package io.rialto.adapter.thrift;

import java.io.ByteArrayOutputStream;
import java.util.function.LongSupplier;

/**
 * Puts big data together that a client sends in several messages (tim-protocol.md §2.7). Only what has come takes
 * memory, whatever length was announced. Confined to the connection's event loop.
 */
final class BigDataAssembly {
    private static final int HEADER = 5;
    private static final int SMALLEST = 6;
    private static final long PATIENCE_MILLIS = 30_000;

    private final int limit;
    private final LongSupplier clock;
    private ByteArrayOutputStream parts;
    private BigData whole;
    private long announced;
    private long deadline;

    BigDataAssembly(int limit, LongSupplier clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Whether more is to come. */
    boolean isCollecting() {
        return parts != null;
    }

    /** Takes the first message; whether it is all. */
    boolean begin(byte[] frame) {
        if (frame.length < SMALLEST) {
            return false;
        }
        announced = (frame[1] & 0xFFL) << 24 | (frame[2] & 0xFF) << 16 | (frame[3] & 0xFF) << 8 | (frame[4] & 0xFF);
        if (announced > limit) {
            return withoutLength(frame);
        }
        if (announced < frame.length) {
            throw new Undecodable("big data that is longer than it says");
        }
        if (announced == frame.length) {
            whole = BigData.read(frame, HEADER);
            return true;
        }
        parts = new ByteArrayOutputStream(frame.length);
        parts.writeBytes(frame);
        deadline = clock.getAsLong() + PATIENCE_MILLIS;
        return false;
    }

    /** Takes a further message; whether it is all. One that is too long ends the collection, and was no part of it. */
    boolean add(byte[] part) {
        if (parts.size() + (long) part.length > announced) {
            drop();
            return false;
        }
        parts.writeBytes(part);
        if (parts.size() < announced) {
            return false;
        }
        whole = BigData.read(parts.toByteArray(), HEADER);
        parts = null;
        return true;
    }

    /** What has come together; null where it cannot be told for whom it is. */
    BigData takeWhole() {
        BigData taken = whole;
        whole = null;
        return taken;
    }

    /** Whether the rest has not come in time. */
    boolean isOver(long now) {
        return isCollecting() && now > deadline;
    }

    /** Forgets what has come. Idempotent. */
    void drop() {
        parts = null;
        whole = null;
    }

    /** atim and timgo send no length: what stands in its place is the node's first characters, above any limit. */
    private boolean withoutLength(byte[] frame) {
        if (!isNodeCharacter(frame[1])) {
            throw new Undecodable("big data of " + announced + " bytes");
        }
        whole = BigData.read(frame, 1);
        return true;
    }

    private static boolean isNodeCharacter(byte first) {
        return first >= '-' && first <= 'z';
    }
}
