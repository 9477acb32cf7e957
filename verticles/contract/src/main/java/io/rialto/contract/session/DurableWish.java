package io.rialto.contract.session;

/**
 * That a session shall outlive its connection, or go on where an earlier one stood (MQTT 5 §3.1.2.4, §3.1.2.11.2).
 *
 * @param clean whether an earlier session of the device ends first
 * @param expiryMillis how long it outlives its connection, {@link #FOR_EVER} at most; 0: it ends with it
 * @param will null where there is none, or where it is the door's business
 */
public record DurableWish(boolean clean, long expiryMillis, DurableWill will) {
    /** More than anybody waits for, and still a time when it is added to another. */
    public static final long FOR_EVER = 1L << 61;

    /** What a client wants that keeps nothing. */
    public static final DurableWish NOTHING = new DurableWish(true, 0, null);

    /** Refuses a negative expiry, takes none beyond {@link #FOR_EVER}. */
    public DurableWish {
        if (expiryMillis < 0) {
            throw new IllegalArgumentException("expiry is " + expiryMillis + " ms, at least 0 is expected");
        }
        expiryMillis = Math.min(FOR_EVER, expiryMillis);
    }
}
