package io.rialto.storage;

import java.util.List;

/**
 * What a client has done with its queue.
 *
 * @param key the number of the session
 * @param acknowledged what it has
 * @param completed packet ids that it has let go of
 */
public record QueueProgress(long key, List<Place> acknowledged, List<Integer> completed) {
    /** Copies the lists. */
    public QueueProgress {
        acknowledged = List.copyOf(acknowledged);
        completed = List.copyOf(completed);
    }

    /** A position of a queue with the number of what it says. */
    public record Place(long position, long body) {}
}
