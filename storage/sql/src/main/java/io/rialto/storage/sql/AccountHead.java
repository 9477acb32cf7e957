package io.rialto.storage.sql;

/** Where an account's inbox stands in an open transaction. Confined to the thread that runs it. */
public final class AccountHead {
    private final long key;
    private long iseq;
    private long its;

    /** The account of this surrogate key, its newest position, that one's time. */
    public AccountHead(long key, long iseq, long its) {
        this.key = key;
        this.iseq = iseq;
        this.its = its;
    }

    /** The surrogate key. */
    public long key() {
        return key;
    }

    /** The newest position. */
    public long iseq() {
        return iseq;
    }

    /** The time of the newest position. */
    public long its() {
        return its;
    }

    /** The time that the next position gets, where it is asked for at this one. */
    public long timeOf(long ts) {
        return Math.max(ts, its + 1);
    }

    /** Takes the next position, at a time that is later than the last one's. */
    public void next(long ts) {
        iseq++;
        its = timeOf(ts);
    }
}
