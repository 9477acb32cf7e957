package io.rialto.session.sync;

/** Time as a feed sees it. Confined to the connection's context. */
public interface FeedTimer {
    /** Milliseconds of a clock that does not go back; its beginning means nothing. */
    long now();

    /**
     * Runs a task on the connection's context, once.
     *
     * @param millis after how long, at least 1
     * @return ends the waiting; harmless when the task has run
     */
    Runnable after(long millis, Runnable task);
}
