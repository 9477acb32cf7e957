package io.rialto.session.sync;

/**
 * Items that came while a session could not be told of them: a busy account gets many between two words of its client, each
 * of which would only raise the head of {@link SyncState}. They are counted here, and the machine is told of all at once, before
 * its next step. Confined to its connection's context.
 */
final class Heard {
    private long head;
    private long its;
    private long fits;
    /** Null where nothing was heard. */
    private PushRate rate;

    /** The newest position, as far as {@code state} and what was heard since tell. */
    long head(SyncState state) {
        return rate == null ? state.head() : head;
    }

    /** One more came, behind all others; {@code direct}: it may be sent directly. */
    void add(SyncState state, SyncEvent.Arrived item, long now) {
        head = item.iseq();
        its = item.its();
        fits = item.fits() ? item.iseq() : 0;
        rate = (rate == null ? state.direct().rate() : rate).counted(now);
    }

    /** What was heard, which is told from now on; null for nothing. */
    SyncEvent.Heard take() {
        SyncEvent.Heard all = rate == null ? null : new SyncEvent.Heard(head, its, fits, rate);
        rate = null;
        return all;
    }
}
