package io.rialto.storage.postgres;

/**
 * How far this node knows a room without a hole: from the oldest of the messages that refer to it on. Changed by one thread
 * at a time, read by any.
 */
final class RecentRoom {
    private volatile long cseq;
    private volatile boolean broken;

    RecentRoom(long cseq) {
        this.cseq = cseq;
    }

    long cseq() {
        return cseq;
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
