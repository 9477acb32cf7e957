package io.rialto.storage.sql;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much may wait for a writer, by weight. What alone weighs more than the bound would never find so much room beside
 * others: it has a place of its own, one at a time, and takes none from them. Safe on any thread.
 */
public final class Admission {
    private final int max;
    private final AtomicInteger weight = new AtomicInteger();
    private final AtomicBoolean giant = new AtomicBoolean();

    /** Nothing waits; so much may. */
    public Admission(int max) {
        this.max = max;
    }

    /** Whether there was room for something of this weight; then it is taken. */
    public boolean take(int added) {
        if (added > max) {
            return giant.compareAndSet(false, true);
        }
        boolean fits = weight.addAndGet(added) <= max;
        if (!fits) {
            weight.addAndGet(-added);
        }
        return fits;
    }

    /** Something of this weight waits no longer. */
    public void give(int taken) {
        if (taken > max) {
            giant.set(false);
        } else {
            weight.addAndGet(-taken);
        }
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return weight.get() == 0 && !giant.get();
    }
}
