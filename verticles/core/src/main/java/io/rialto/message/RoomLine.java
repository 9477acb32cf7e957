package io.rialto.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The line in front of one room: whoever comes while its audience is being loaded waits here in order, so that nobody
 * overtakes. Confined to its shard.
 */
final class RoomLine {
    private final Deque<Consumer<Audience>> waiting = new ArrayDeque<>(0);
    private Audience audience;
    private boolean stale;

    /** The audience; null while it is not known. */
    Audience audience() {
        return audience;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void join(Consumer<Audience> next) {
        waiting.add(next);
    }

    /** The audience has changed: what is being loaded now may be the old one. */
    void invalidate() {
        audience = null;
        stale = true;
    }

    void loading() {
        stale = false;
    }

    /** Whether what was just loaded may be out of date. */
    boolean isStale() {
        return stale;
    }

    void open(Audience loaded) {
        audience = loaded;
        while (!waiting.isEmpty()) {
            waiting.poll().accept(loaded);
        }
    }

    /** Lets everybody go without an audience; null tells them that it could not be loaded. */
    void giveUp() {
        while (!waiting.isEmpty()) {
            waiting.poll().accept(null);
        }
    }
}
