package io.rialto.session.sync;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A clock that jumps from one thing to the next, and a line on which every frame has a fate of its own. */
final class VirtualWorld {
    private record Happening(long at, long order, Runnable what) {}

    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::order));
    private final Random random;
    private final int lossPercent;
    private long now;
    private long order;
    private int connection;

    VirtualWorld(Random random, int lossPercent) {
        this.random = random;
        this.lossPercent = lossPercent;
    }

    long now() {
        return now;
    }

    Random random() {
        return random;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    long between(int least, int most) {
        return (long) least + random.nextInt(most - least + 1);
    }

    void at(long time, Runnable what) {
        happenings.add(new Happening(Math.max(now, time), order++, what));
    }

    /** A frame: 5–150 ms, perhaps lost, perhaps twice; dropped when the connection is another one by then. */
    void frame(Runnable delivery) {
        int copies = chance(lossPercent) ? 0 : chance(5) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            onThisConnection(between(5, 150), delivery);
        }
    }

    void onThisConnection(long delay, Runnable what) {
        int sentOn = connection;
        at(now + delay, () -> {
            if (sentOn == connection) {
                what.run();
            }
        });
    }

    void cutConnection() {
        connection++;
    }

    /** Runs until everything is settled; false when that did not happen in time. */
    boolean runUntil(BooleanSupplier settled, long deadline) {
        while (!settled.getAsBoolean()) {
            Happening next = happenings.poll();
            if (next == null || next.at > deadline) {
                return false;
            }
            now = next.at;
            next.what.run();
        }
        return true;
    }
}
