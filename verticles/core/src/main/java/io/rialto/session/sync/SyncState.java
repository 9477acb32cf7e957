package io.rialto.session.sync;

/**
 * Where one session stands with its inbox: the state of {@link SyncMachine}.
 *
 * @param phase the state of rooms.md §3.4
 * @param marks the positions it knows
 * @param direct what goes out without a notice
 * @param notice the last notice
 * @param deadline when the machine wants its next {@link SyncEvent.Tick}; {@link #NEVER} for not at all
 */
public record SyncState(Phase phase, Marks marks, Direct direct, Notice notice, long deadline) {
    /** A deadline that does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A session that never was connected. */
    public static final SyncState OFFLINE = new SyncState(
            Phase.OFFLINE,
            new Marks(0, 0, 0, Marks.NO_PAGE),
            new Direct(0, 0, false, 0, PushRate.NONE),
            new Notice(0, 0, Long.MIN_VALUE),
            NEVER);

    /** The states of rooms.md §3.4. */
    public enum Phase {
        /** No connection. */
        OFFLINE,
        /** Connected, has not pulled yet. */
        SYNCING,
        /** Has everything. */
        IDLE,
        /** One item is under way. */
        DIRECT,
        /** A notice is unanswered, or waits for its time. */
        NOTIFIED,
        /** Fetches pages. */
        PULLING,
        /** Answered no notice; waits for a word of the client. */
        STALLED;

        /** Whether items that come only raise the head here (T13, T17, T19, T19c). */
        boolean onlyHears() {
            return switch (this) {
                case SYNCING, NOTIFIED, PULLING, STALLED -> true;
                case OFFLINE, IDLE, DIRECT -> false;
            };
        }
    }

    /**
     * Positions.
     *
     * @param cursor what the device has acknowledged
     * @param head the newest position of the account
     * @param its the time of the newest position, 0 where it is not known
     * @param page up to where the last page went, {@link #NO_PAGE} while one is being read
     */
    public record Marks(long cursor, long head, long its, long page) {
        /** The page asked for has not been sent yet. */
        public static final long NO_PAGE = -1;
    }

    /**
     * Direct sending.
     *
     * @param out the item under way and not acknowledged, 0 none
     * @param sent the newest item that went out directly on this connection
     * @param repeated whether the item under way was sent twice
     * @param fits the newest item that may be sent directly by its own nature, 0 none
     * @param rate how many items come
     */
    public record Direct(long out, long sent, boolean repeated, long fits, PushRate rate) {}

    /**
     * The last notice.
     *
     * @param head which head it told, 0 where none is unanswered
     * @param sends how often it was sent; 0 where it waits for its time
     * @param notBefore when the next one may go out
     */
    public record Notice(long head, int sends, long notBefore) {
        Notice answered() {
            return new Notice(0, 0, notBefore);
        }
    }

    /** What the device has acknowledged. */
    public long cursor() {
        return marks.cursor;
    }

    /** The newest position of the account, as far as the session was told. */
    public long head() {
        return marks.head;
    }

    /** The item under way and not acknowledged, 0 none. */
    public long out() {
        return direct.out;
    }

    /** When the machine wants a tick; {@link #NEVER} for not at all. The driver keeps one timer for it. */
    public long nextDeadline() {
        return deadline;
    }

    boolean caughtUp() {
        return marks.cursor >= marks.head;
    }

    /** Whether the last page is acknowledged. */
    boolean pageAnswered() {
        return marks.page != Marks.NO_PAGE && marks.cursor >= marks.page;
    }

    SyncState in(Phase next, long until) {
        return new SyncState(next, marks, direct, notice, until);
    }

    SyncState idle() {
        return new SyncState(Phase.IDLE, marks, direct, notice.answered(), NEVER);
    }

    SyncState with(Marks changed) {
        return new SyncState(phase, changed, direct, notice, deadline);
    }

    SyncState with(Direct changed) {
        return new SyncState(phase, marks, changed, notice, deadline);
    }

    SyncState with(Notice changed) {
        return new SyncState(phase, marks, direct, changed, deadline);
    }

    /** Head raised; the item is not to be sent directly unless {@link #offering} says so. */
    SyncState raised(long head, long its) {
        return with(new Marks(marks.cursor, head, its, marks.page));
    }

    /** As {@link #raised} and {@link #offering} would have made it item by item. */
    SyncState heard(SyncEvent.Heard items) {
        return new SyncState(
                phase,
                new Marks(marks.cursor, items.head(), items.its(), marks.page),
                new Direct(direct.out, direct.sent, direct.repeated, items.fits(), items.rate()),
                notice,
                deadline);
    }

    SyncState offering(long fits, long now) {
        return with(new Direct(direct.out, direct.sent, direct.repeated, fits, direct.rate.counted(now)));
    }

    SyncState page(long to) {
        return with(new Marks(marks.cursor, marks.head, marks.its, to));
    }

    /** Everything up to {@code iseq} acknowledged; clamped to the head, never backwards (I7). */
    SyncState acked(long iseq) {
        long cursor = Math.max(marks.cursor, Math.min(iseq, marks.head));
        SyncState moved = with(new Marks(cursor, marks.head, marks.its, marks.page));
        return cursor >= direct.out ? moved.landed() : moved;
    }

    /** Nothing under way any more. */
    SyncState landed() {
        return with(new Direct(0, direct.sent, false, direct.fits, direct.rate));
    }

    SyncState sending(long iseq, boolean repeated) {
        return with(new Direct(iseq, Math.max(iseq, direct.sent), repeated, direct.fits, direct.rate));
    }
}
