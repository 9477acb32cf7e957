package io.rialto.storage.sql;

/** Where a room's log stands in an open transaction. Confined to the thread that runs it. */
public final class RoomHead {
    private final long key;
    private long cseq;

    /** The room of this surrogate key, its newest position. */
    public RoomHead(long key, long cseq) {
        this.key = key;
        this.cseq = cseq;
    }

    /** The surrogate key. */
    public long key() {
        return key;
    }

    /** The newest position. */
    public long cseq() {
        return cseq;
    }

    /** Takes the next position. */
    public void next() {
        cseq++;
    }
}
