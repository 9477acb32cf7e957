package io.rialto.session.sync;

import java.util.List;

/**
 * Where a session stands that the server drives: the state of {@link WindowMachine}.
 *
 * @param window how many items may be unacknowledged at once
 * @param marks the positions it knows
 * @param pending what was given and is not acknowledged, rising
 * @param ready what was read and waits for the window, rising
 */
public record WindowState(int window, Marks marks, List<Long> pending, List<Slot> ready) {
    /** Refuses a window below 1. */
    public WindowState {
        if (window < 1) {
            throw new IllegalArgumentException("window is " + window + ", at least 1 is needed");
        }
        pending = List.copyOf(pending);
        ready = List.copyOf(ready);
    }

    /**
     * Positions.
     *
     * @param cursor what the device has acknowledged without a gap
     * @param head the newest position of the account
     * @param reached up to where everything was looked at
     * @param reading the head when the read under way began, {@link #NO_READ} where there is none
     */
    public record Marks(long cursor, long head, long reached, long reading) {
        /** No read is under way. */
        public static final long NO_READ = -1;
    }

    /**
     * One position of the inbox.
     *
     * @param skip whether the device itself sent it, so that it is passed over
     */
    public record Slot(long iseq, boolean skip) {}

    /** A session that begins behind {@code cursor}. */
    public static WindowState opened(int window, long cursor, long head) {
        return new WindowState(
                window, new Marks(cursor, Math.max(cursor, head), cursor, Marks.NO_READ), List.of(), List.of());
    }

    /** What the device has acknowledged without a gap. */
    public long cursor() {
        return marks.cursor;
    }

    /** The newest position of the account, as far as the session was told. */
    public long head() {
        return marks.head;
    }

    /** Up to where everything was looked at: given, waiting to be given, or passed over. */
    public long reached() {
        return marks.reached;
    }

    boolean reading() {
        return marks.reading != Marks.NO_READ;
    }

    boolean open() {
        return pending.size() < window;
    }

    /** Whether there is something to read, room for it, and nobody reading. */
    boolean needsRead() {
        return !reading() && ready.isEmpty() && open() && marks.reached < marks.head;
    }

    WindowState raised(long head) {
        return with(new Marks(marks.cursor, Math.max(marks.head, head), marks.reached, marks.reading));
    }

    WindowState reached(long position) {
        return with(new Marks(marks.cursor, marks.head, Math.max(marks.reached, position), marks.reading));
    }

    WindowState reading(long since) {
        return with(new Marks(marks.cursor, marks.head, marks.reached, since));
    }

    WindowState pending(List<Long> changed) {
        return new WindowState(window, marks, changed, ready);
    }

    WindowState ready(List<Slot> changed) {
        return new WindowState(window, marks, pending, changed);
    }

    /** The cursor moved up to what nothing unacknowledged stands before. */
    WindowState folded() {
        long contiguous = marks.reached;
        if (!ready.isEmpty()) {
            contiguous = ready.get(0).iseq() - 1;
        }
        if (!pending.isEmpty()) {
            contiguous = pending.get(0) - 1;
        }
        return with(new Marks(Math.max(marks.cursor, contiguous), marks.head, marks.reached, marks.reading));
    }

    private WindowState with(Marks changed) {
        return new WindowState(window, changed, pending, ready);
    }
}
