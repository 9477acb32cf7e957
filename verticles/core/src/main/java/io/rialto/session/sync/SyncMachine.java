package io.rialto.session.sync;

/**
 * The session state machine of rooms.md §3.4 (T1–T21), a pure function: it keeps nothing and reads no clock. The
 * caller sends {@code hello}, carries out the effects in order, and keeps one timer for {@link SyncState#nextDeadline()}.
 *
 * <p>What a client may get wrong is made harmless: an acknowledgement beyond the head is clamped to the head (who has
 * more than there is has all there is), one below the cursor changes nothing, a pull from anywhere is answered from
 * there, yet the cursor moves by the same two rules.
 */
public final class SyncMachine {
    private final SyncTimers timers;

    /** A machine with these timers; one serves any number of sessions. */
    public SyncMachine(SyncTimers timers) {
        this.timers = timers;
    }

    /**
     * The answer to an event.
     *
     * @param now milliseconds of any clock that does not go back
     */
    public Transition<SyncState, SyncEffect> next(SyncState state, SyncEvent event, long now) {
        return event.accept(new SyncStep(timers, state, now));
    }
}
