package io.rialto.storage;

/** Inbox positions, one per recipient, in the order of the recipients. Immutable: the array given is not copied. */
public final class Positions {
    private final long[] iseqs;

    /** Takes over the array. */
    public Positions(long... iseqs) {
        this.iseqs = iseqs;
    }

    /** The position in the inbox of the recipient of this index. */
    public long of(int recipient) {
        return iseqs[recipient];
    }

    /** How many recipients there are. */
    public int size() {
        return iseqs.length;
    }
}
