package io.rialto.session.sync;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes one step after the other, also where the first one calls for the second: a connection may acknowledge an item
 * while it is being pushed. Confined to its connection's context.
 */
final class Turns {
    private final Deque<Runnable> waiting = new ArrayDeque<>(0);
    private boolean busy;

    void take(Runnable turn) {
        if (busy) {
            waiting.add(turn);
            return;
        }
        busy = true;
        try {
            for (Runnable next = turn; next != null; next = waiting.poll()) {
                next.run();
            }
        } finally {
            busy = false;
        }
    }
}
