package io.rialto.storage.sqlite;

import java.time.Duration;
import java.util.List;

/**
 * Who was answered together comes again together: a shard hands its next batch over when it has the answer to its last one.
 * Without this patience the first of them would be committed alone, the others wait for that, and so on by turns, each
 * with a share of what one sync could have carried.
 *
 * @param expected operations that are about to come
 * @param untilNanos when they are not waited for any more, on the clock of {@link System#nanoTime()}
 */
record Echo(int expected, long untilNanos) {
    /** Nobody is expected. */
    static final Echo NONE = new Echo(0, 0);

    /** Never longer, however slow the disk is. */
    private static final long MAX_NANOS = Duration.ofMillis(2).toNanos();

    /** After a commit that took so long: half of what a second one would cost is worth the waiting. */
    static Echo of(List<Pending<?>> answered, long commitNanos) {
        int followed = (int) answered.stream().filter(Pending::isFollowed).count();
        return new Echo(followed, System.nanoTime() + Math.min(MAX_NANOS, commitNanos / 2));
    }
}
