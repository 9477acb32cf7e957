package io.rialto.config;

import java.time.Duration;

/** Durable sessions: those that outlive their connections. */
public record DurableConfig(
        @Setting(
                value =
                        "The longest that a session outlives its connection; 0s = none does. MQTT 3.1.1 sessions that are"
                                + " not clean live as long.",
                def = "30d")
        Duration maxExpiry,

        @Setting(value = "Messages that the queue of one session holds.", def = "100000")
        int queueMessages,

        @Setting(value = "Bytes of topics and payloads that the queue of one session holds.", def = "67108864")
        long queueBytes,

        @Setting(
                value =
                        "What happens to a message for a session whose queue is full: refuse (its publisher is told, nobody's"
                                + " queue gets it), drop (that session goes without it).",
                def = "refuse")
        WhenFull whenFull,

        @Setting(value = "How often sessions are looked for that have expired, wills that are due.", def = "1s")
        Duration sweepInterval) {
    /** What happens to a message for a full queue. */
    public enum WhenFull {
        REFUSE,
        DROP
    }

    /** Checks the ranges. */
    public DurableConfig {
        Check.range("maxExpiry", maxExpiry, Duration.ZERO, Duration.ofDays(36500));
        Check.range("queueMessages", queueMessages, 1, 100_000_000);
        Check.range("queueBytes", queueBytes, 1024, 1L << 40);
        Check.range("sweepInterval", sweepInterval, Duration.ofMillis(10), Duration.ofHours(1));
    }
}
