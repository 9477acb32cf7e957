package io.rialto.launcher.it.kit;

import java.util.Arrays;

/** Holds publishers back until the slowest of their subscribers is less than a window behind. */
public final class Pace {
    private final int window;
    private final long[] heard;
    private long published;
    private long slowest;

    /** Of this window, for so many subscribers. */
    public Pace(int window, int subscribers) {
        this.window = window;
        this.heard = new long[subscribers];
    }

    /** A subscriber has heard one more. */
    public synchronized void heard(int subscriber) {
        heard[subscriber]++;
        long now = Arrays.stream(heard).min().orElseThrow();
        if (now > slowest) {
            slowest = now;
            notifyAll();
        }
    }

    /** Back when one more may be published. */
    public synchronized void awaitTurn() {
        long deadline = System.nanoTime() + Wait.LIMIT.toNanos();
        try {
            while (published - slowest >= window) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("of " + published + " published were heard " + Arrays.toString(heard));
                }
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        published++;
    }
}
