package io.rialto.storage.sqlite;

import java.time.Duration;

/**
 * When the inbox rows of a message wait on a sheet.
 *
 * @param from recipients that make a message one to many
 * @param max rows that may wait
 * @param delay how long a row waits, unless the bound or something else for its inbox comes first
 */
public record SheetOptions(int from, int max, Duration delay) {
    /** What is used where nothing is said. */
    public static final SheetOptions DEFAULT = new SheetOptions(64, 200_000, Duration.ofSeconds(1));

    /** Refuses what makes no sense. */
    public SheetOptions {
        if (from < 1 || max < 1 || delay.isNegative()) {
            throw new IllegalArgumentException("from, max must be at least 1, the delay not negative");
        }
    }
}
