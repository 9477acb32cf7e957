package io.rialto.storage;

import java.util.List;

/**
 * What became of one {@link QueueEntry}.
 *
 * @param positions where it stands in each queue, in the order of its recipients; 0 where the session is gone or has no place.
 *     Empty unless it was stored
 */
public record Enqueued(Result result, List<Long> positions) {
    /** What may become of it. */
    public enum Result {
        /** It stands in the queues. */
        STORED,
        /** A queue is full, thus it stands in none. */
        FULL,
        /** The packet had come before: whatever it was for has it. */
        REPEATED
    }

    /** Copies the positions. */
    public Enqueued {
        positions = List.copyOf(positions);
    }
}
