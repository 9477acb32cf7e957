package io.rialto.launcher;

import io.rialto.config.ClusterRestartConfig;
import java.time.Duration;
import java.util.Optional;

/** How often in a row a node has been started anew, how long the next time is waited for. Used by one thread at a time. */
final class Attempts {
    private static final int DOUBLED_AT_MOST = 30;

    private final ClusterRestartConfig config;
    private int inARow;

    Attempts(ClusterRestartConfig config) {
        this.config = config;
    }

    /** The pause before a node that has run so long is started anew; empty where it was tried often enough. */
    Optional<Duration> next(Duration lived) {
        if (lived.compareTo(config.settledAfter()) >= 0) {
            inARow = 0;
        }
        if (inARow >= config.attempts()) {
            return Optional.empty();
        }
        Duration pause = config.pause().multipliedBy(1L << Math.min(inARow++, DOUBLED_AT_MOST));
        return Optional.of(pause.compareTo(config.maxPause()) < 0 ? pause : config.maxPause());
    }
}
