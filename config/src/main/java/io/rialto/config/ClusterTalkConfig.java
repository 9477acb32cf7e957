package io.rialto.config;

import java.time.Duration;

/** What nodes say to each other. */
public record ClusterTalkConfig(
        @Setting(value = "How long the answer of another node is waited for.", def = "10s")
        Duration answerTimeout,

        @Setting(
                value = "Bytes of urgent words that wait for a node that takes nothing now, of frames that wait for"
                        + " nodes that are seen later; more are dropped.",
                def = "67108864")
        long urgentBytes,

        @Setting(value = "How often nodes compare what they know of each other's subscriptions.", def = "5s")
        Duration compareInterval,

        @Setting(value = "How long a subscription that nobody has any more stays announced.", def = "3s")
        Duration linger,

        @Setting(
                value = "How long a newcomer may need until all see it, and a node to announce its subscriptions anew"
                        + " when the members have changed.",
                def = "5s")
        Duration newcomerTimeout,

        @Setting(
                value = "Topics whose losses on the way to a node are told apart; of others no gap tells.",
                def = "4096")
        int lossTopics) {
    /** Checks the ranges. */
    public ClusterTalkConfig {
        Check.range("answerTimeout", answerTimeout, Duration.ofMillis(100), Duration.ofMinutes(5));
        Check.range("urgentBytes", urgentBytes, 1 << 16, 1L << 40);
        Check.range("compareInterval", compareInterval, Duration.ofMillis(100), Duration.ofMinutes(10));
        Check.range("linger", linger, Duration.ofMillis(1), Duration.ofMinutes(10));
        Check.range("newcomerTimeout", newcomerTimeout, Duration.ofMillis(100), Duration.ofMinutes(5));
        Check.range("lossTopics", lossTopics, 1, 10_000_000);
    }
}
