package io.rialto.launcher.it.kit;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long things took, in milliseconds. Safe on any thread. */
public final class Latencies {
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

    /** Something that began then, by {@link System#nanoTime}, is over now. */
    public void since(long nanoTime) {
        add((System.nanoTime() - nanoTime) / 1e6);
    }

    /** Something took so long. */
    public void add(double took) {
        millis.add(took);
    }

    /** How many things. */
    public int count() {
        return millis.size();
    }

    /** Forgets all. */
    public void clear() {
        millis.clear();
    }

    /** What so many in a hundred were not longer than. */
    public double percentile(int percent) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
