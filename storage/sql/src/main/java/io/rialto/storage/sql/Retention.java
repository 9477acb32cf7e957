package io.rialto.storage.sql;

import java.time.Duration;

/**
 * What is kept for how long. Older rows are removed in the background, a few at a time, so they may outlive their time.
 *
 * @param inbox age at which inbox rows go
 * @param inboxRows newest rows that an account keeps at most
 * @param log age at which messages go; not below that of the inbox, whose rows refer to them
 * @param pause time between two steps of the removal
 */
public record Retention(Duration inbox, int inboxRows, Duration log, Duration pause) {
    /** 7 days or 10,000 rows of inbox, 180 days of log (rooms.md §3.4). */
    public static final Retention DEFAULT =
            new Retention(Duration.ofDays(7), 10_000, Duration.ofDays(180), Duration.ofSeconds(5));

    /** Refuses a log that is shorter than the inbox. */
    public Retention {
        if (log.compareTo(inbox) < 0) {
            throw new IllegalArgumentException("log retention " + log + " is shorter than inbox retention " + inbox);
        }
        if (inboxRows < 1) {
            throw new IllegalArgumentException("inboxRows must be at least 1");
        }
    }
}
