package io.rialto.session.sync;

/**
 * The one timer that a {@link SyncFeed} keeps. Where it is told to ring later it stays as it is, and finds out when it
 * rings: a busy session puts its deadline off several times between two rings. Confined to its connection's context.
 */
final class Alarm {
    private final FeedTimer timer;
    private final Runnable task;
    private final Runnable ring = this::ring;
    private long due = SyncState.NEVER;
    /** When the timer rings, {@link SyncState#NEVER} where there is none. */
    private long armed = SyncState.NEVER;

    private Runnable cancel = Alarm::nothing;

    Alarm(FeedTimer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    /** Rings at this time, and no other. */
    void set(long deadline) {
        due = deadline;
        if (deadline == SyncState.NEVER || deadline < armed) {
            cancel.run();
            arm();
        }
    }

    private static void nothing() {
        // no timer is there to be cancelled
    }

    private void arm() {
        armed = due;
        cancel = due == SyncState.NEVER ? Alarm::nothing : timer.after(Math.max(1, due - timer.now()), ring);
    }

    private void ring() {
        armed = SyncState.NEVER;
        cancel = Alarm::nothing;
        if (timer.now() < due) {
            arm();
        } else {
            due = SyncState.NEVER;
            task.run();
        }
    }
}
