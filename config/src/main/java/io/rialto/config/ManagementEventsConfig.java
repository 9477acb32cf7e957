package io.rialto.config;

import java.time.Duration;

/** What operators are told as it happens: the WebSockets of the management port. */
public record ManagementEventsConfig(
        @Setting(value = "WebSockets at a time.", def = "64")
        int connections,

        @Setting(
                value = "Events that wait for one that takes too little; more are dropped, which it is told.",
                def = "4096")
        int queue,

        @Setting(value = "Stream rooms that one may publish to at a time.", def = "64")
        int publishers,

        @Setting(value = "How long one may say nothing, not even ping, until it is closed.", def = "90s")
        Duration silence) {
    /** Checks the ranges. */
    public ManagementEventsConfig {
        Check.range("connections", connections, 0, 65_536);
        Check.range("queue", queue, 1, 1_000_000);
        Check.range("publishers", publishers, 0, 65_536);
        Check.range("silence", silence, Duration.ofSeconds(1), Duration.ofDays(1));
    }
}
