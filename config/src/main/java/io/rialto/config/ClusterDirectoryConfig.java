package io.rialto.config;

import java.time.Duration;

/** What nodes know of one another: sessions, subscriptions. */
public record ClusterDirectoryConfig(
        @Setting(value = "Interval at which nodes compare what they know of each other.", def = "5s")
        Duration digest,

        @Setting(value = "How long another node's answer may take.", def = "2s")
        Duration timeout,

        @Setting(value = "Questions to other nodes that may be without an answer.", def = "10000")
        int maxQuestions) {
    /** Checks the ranges. */
    public ClusterDirectoryConfig {
        Check.range("digest", digest, Duration.ofMillis(10), Duration.ofMinutes(10));
        Check.range("timeout", timeout, Duration.ofMillis(10), Duration.ofMinutes(1));
        Check.range("maxQuestions", maxQuestions, 1, 10_000_000);
    }
}
