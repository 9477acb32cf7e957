package io.rialto.storage.postgres;

/**
 * How far this node knows a room without a hole, from a first message on: it has written all of that, and nothing of it took
 * away what another one of it had said. Changed by one thread at a time, read by any.
 */
final class RecentRoom {
    private final long first;
    private volatile long cseq;
    private volatile boolean broken;

    RecentRoom(long cseq) {
        this.first = cseq;
        this.cseq = cseq;
    }

    long cseq() {
        return cseq;
    }

    /** Whether a message of the room is one of those. */
    boolean has(long position) {
        return first <= position && position <= cseq;
    }

    /** This node has written the next message of the room. */
    void reach(long position) {
        cseq = position;
    }

    /** Something took away what a message had said, or may have. */
    void spoil() {
        broken = true;
    }

    /** Whether all that was said in the room, up to this position, is known, and left its messages as they were. */
    boolean knows(long head) {
        return !broken && head <= cseq;
    }
}
