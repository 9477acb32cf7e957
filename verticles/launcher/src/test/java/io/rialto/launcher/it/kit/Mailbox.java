package io.rialto.launcher.it.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What has come for a client, in order; whoever expects something waits for it. Safe on any thread. */
public final class Mailbox<T> {
    private final String name;
    private final List<T> all = new ArrayList<>();
    private Consumer<T> listener = one -> {};
    private boolean keeping = true;
    private Throwable over;

    /** An empty one; the name stands in messages of failure. */
    public Mailbox(String name) {
        this.name = name;
    }

    /** Puts something in. */
    public synchronized void add(T one) {
        if (keeping) {
            all.add(one);
        }
        notifyAll();
        listener.accept(one);
    }

    /** Nothing more comes, for this reason: whoever waits for more fails at once. */
    public synchronized void end(Throwable why) {
        if (over == null) {
            over = why;
        }
        notifyAll();
    }

    /** Tells of each that comes from now on, on the thread that puts it in. */
    public synchronized void listen(Consumer<T> told) {
        listener = told;
    }

    /** Passes on what has come, then what comes, on the thread that puts it in, without keeping it. */
    public synchronized void passTo(Consumer<T> taker) {
        all.forEach(taker);
        all.clear();
        listener = taker;
        keeping = false;
    }

    /** All that came so far. */
    public synchronized List<T> all() {
        return List.copyOf(all);
    }

    /** How much came so far. */
    public synchronized int size() {
        return all.size();
    }

    /** The first that fits, waiting for it. */
    public T await(String what, Predicate<T> fits) {
        return await(what, 0, fits, Wait.LIMIT);
    }

    /** The first that fits at or behind a place, waiting for it. */
    public T await(String what, int from, Predicate<T> fits) {
        return await(what, from, fits, Wait.LIMIT);
    }

    /** The first that fits at or behind a place, waiting for it. */
    public synchronized T await(String what, int from, Predicate<T> fits, Duration limit) {
        int[] seen = {from};
        waitUntil(what, limit, () -> {
            while (seen[0] < all.size() && !fits.test(all.get(seen[0]))) {
                seen[0]++;
            }
            return seen[0] < all.size();
        });
        return all.get(seen[0]);
    }

    /** The first n, waiting for them. */
    public List<T> awaitSize(int n) {
        return awaitSize(n, Wait.LIMIT);
    }

    /** The first n, waiting for them. */
    public synchronized List<T> awaitSize(int n, Duration limit) {
        waitUntil(n + " of them", limit, () -> all.size() >= n);
        return List.copyOf(all.subList(0, n));
    }

    private synchronized void waitUntil(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                wait(left(deadline, what));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private long left(long deadline, String what) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (over != null) {
            throw new AssertionError(name + ": " + what + " cannot come any more: " + over + "; " + soFar(), over);
        }
        if (left <= 0) {
            throw new AssertionError(name + ": " + what + " did not come in time; " + soFar());
        }
        return left;
    }

    private String soFar() {
        int size = all.size();
        return size + " came, the last: " + all.subList(Math.max(0, size - 5), size);
    }
}
