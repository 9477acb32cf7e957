package io.rialto.config;

import java.time.Duration;

/** What a node does when its membership of the cluster ends by itself. */
public record ClusterRestartConfig(
        @Setting(
                value = "How often in a row a node whose membership has ended by itself starts anew in its process,"
                        + " before the process ends with exit code 1; 0: it ends at once.",
                def = "5")
        int attempts,

        @Setting(value = "Pause before the first of them, each further one twice as long.", def = "1s")
        Duration pause,

        @Setting(value = "The longest pause.", def = "30s") Duration maxPause,

        @Setting(value = "How long a node must have run until what was before counts no more.", def = "1m")
        Duration settledAfter) {
    /** Checks the ranges. */
    public ClusterRestartConfig {
        Check.range("attempts", attempts, 0, 1_000_000);
        Check.range("pause", pause, Duration.ofMillis(1), Duration.ofHours(1));
        Check.range("maxPause", maxPause, pause, Duration.ofHours(1));
        Check.range("settledAfter", settledAfter, Duration.ofMillis(1), Duration.ofDays(1));
    }
}
