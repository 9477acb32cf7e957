package io.rialto.session.sync;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes one step after the other, also where the first one calls for the second: a connection may acknowledge an item
 * while it is being pushed. Confined to its connection's context.
 */
final class Turns {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    void take(Runnable turn) {
        waiting.add(turn);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        } finally {
            busy = false;
        }
    }
}
