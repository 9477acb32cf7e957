package io.rialto.session.sync;

/** The one timer that a {@link SyncFeed} keeps. Confined to its connection's context. */
final class Alarm {
    private final FeedTimer timer;
    private final Runnable task;
    private long due = SyncState.NEVER;
    private Runnable cancel = () -> {};

    Alarm(FeedTimer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    /** Rings at this time, and no other. */
    void set(long deadline) {
        if (deadline == due) {
            return;
        }
        cancel.run();
        due = deadline;
        cancel = deadline == SyncState.NEVER ? () -> {} : timer.after(Math.max(1, deadline - timer.now()), this::ring);
    }

    private void ring() {
        due = SyncState.NEVER;
        task.run();
    }
}
