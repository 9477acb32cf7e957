package io.rialto.launcher.it.kit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What a subscriber got of a room from 1 on, with what it was told it lost: together everything, nothing twice. */
public final class Coverage {
    private static final int MAX_FAULTS = 10;

    private final String observer;
    private final boolean ordered;
    private final List<String> faults = new ArrayList<>();
    private final BitSet accounted = new BitSet();
    private int frames;
    private int missing;
    private int gaps;

    /**
     * Of an observer that has heard nothing yet.
     *
     * @param ordered whether a loss must be told where it happened, not later
     */
    public Coverage(String observer, boolean ordered) {
        this.observer = observer;
        this.ordered = ordered;
        accounted.set(0);
    }

    /** A frame came. */
    public synchronized void frame(long seq) {
        account("frame", (int) seq, (int) seq);
        frames++;
    }

    /** A loss was told. */
    public synchronized void gap(long from, long to) {
        account("gap", (int) from, (int) to);
        missing += (int) (to - from + 1);
        gaps++;
    }

    /** Up to where everything is accounted for. */
    public synchronized int upTo() {
        return accounted.nextClearBit(0) - 1;
    }

    /** How many frames came. */
    public synchronized int frames() {
        return frames;
    }

    /** How many losses were told. */
    public synchronized int gaps() {
        return gaps;
    }

    /** What did not fit. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public synchronized String toString() {
        return observer + ": " + frames + " frames, " + missing + " told missing in " + gaps + " gaps, all up to "
                + upTo();
    }

    private void account(String what, int from, int to) {
        int next = upTo() + 1;
        int before = accounted.nextSetBit(from);
        if (from > to || (before >= 0 && before <= to)) {
            fault(what + " " + from + "-" + to + " is none or was there before");
        } else if (ordered && from != next) {
            fault(what + " " + from + "-" + to + " where " + next + " belongs");
        }
        accounted.set(from, to + 1);
    }

    private void fault(String fault) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(observer + ": " + fault);
        }
    }
}
