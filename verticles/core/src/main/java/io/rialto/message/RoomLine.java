package io.rialto.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The line in front of one room: whoever comes while its audience is being loaded waits here in order, so that nobody
 * overtakes. Confined to its shard.
 */
final class RoomLine {
    private static final int MAX_WAITING = 10_000;

    private final Deque<Consumer<Audience>> waiting = new ArrayDeque<>(0);
    private Audience audience;
    private long loadedNanos;
    private boolean stale;

    /** The audience; null while it is not known. */
    Audience audience() {
        return audience;
    }

    /** Whether the audience was loaded longer ago than this. */
    boolean isOlderThan(long millis) {
        return System.nanoTime() - loadedNanos > TimeUnit.MILLISECONDS.toNanos(millis);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether there was place to wait. */
    boolean join(Consumer<Audience> next) {
        return waiting.size() < MAX_WAITING && waiting.add(next);
    }

    /** The audience has changed: what is being loaded now may be the old one. */
    void invalidate() {
        audience = null;
        stale = true;
    }

    void loading() {
        loadedNanos = System.nanoTime();
        stale = false;
    }

    /** Whether what was just loaded may be out of date. */
    boolean isStale() {
        return stale;
    }

    /**
     * Remembers what was loaded. Nobody is no audience to remember: an account that is missing now may be made the next
     * moment, and nobody will tell.
     */
    void remember(Audience loaded) {
        audience = loaded.size() == 0 ? null : loaded;
    }

    /** Lets everybody go with what was loaded; null tells them that it could not be. They may come again at once. */
    void letGo(Audience loaded) {
        while (!waiting.isEmpty()) {
            waiting.poll().accept(loaded);
        }
    }
}
