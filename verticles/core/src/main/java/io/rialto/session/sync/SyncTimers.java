package io.rialto.session.sync;

import java.util.List;

/**
 * The timers of rooms.md §3.4, in milliseconds.
 *
 * @param sync T_sync: how long a fresh connection may take to pull
 * @param direct T_dir: how long an item under way may stay unacknowledged
 * @param notice T_ntf: how long each notice may stay unanswered before it is repeated; after the last one the session
 *     stalls
 * @param page T_page: how long a page may stay unacknowledged
 * @param spacing the least time between two notices, also how long after a page's acknowledgement the next pull is
 *     waited for (T16)
 */
public record SyncTimers(long sync, long direct, List<Long> notice, long page, long spacing) {
    /** The values of the specification: 15 s, 5 s, 10/20/40 s, 15 s, 200 ms. */
    public static final SyncTimers DEFAULT =
            new SyncTimers(15_000, 5_000, List.of(10_000L, 20_000L, 40_000L), 15_000, 200);

    /** Refuses a set without repetitions and times that are not positive. */
    public SyncTimers {
        notice = List.copyOf(notice);
        if (notice.isEmpty() || sync < 1 || direct < 1 || page < 1 || spacing < 1) {
            throw new IllegalArgumentException("every timer must be at least 1 ms, and there must be a notice timer");
        }
    }
}
