package io.rialto.storage;

/**
 * What became of retained values for a queue.
 *
 * @param count how many were put there, at the end of it
 * @param head the newest position of the queue
 * @param to up to which topic they stand there now, null where that is all of them
 */
public record RetainedPlaced(Result result, int count, long head, String to) {
    /** How it went. */
    public enum Result {
        /** They stand there, or as many as the queue took. */
        PLACED,
        /** The queue takes none of them for now. */
        FULL,
        /** The subscription is gone, or somebody else was faster. */
        OVER
    }

    /** Nothing was done. */
    public static RetainedPlaced nothing(Result why) {
        return new RetainedPlaced(why, 0, 0, null);
    }
}
