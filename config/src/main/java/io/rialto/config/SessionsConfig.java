package io.rialto.config;

import java.time.Duration;

/** Sessions, their inboxes. */
public record SessionsConfig(
        @Setting(value = "Unacknowledged sends of one session before more are refused.", def = "16")
        int maxUnacked,

        @Setting(value = "Commands per second of one session; 0 = no limit.", def = "10000")
        int commandsPerSecond,

        @Setting(value = "Items of one inbox page.", def = "200")
        int pageItems,

        @Setting(value = "Bytes of one inbox page.", def = "5242880")
        int pageBytes,

        @Setting(value = "Interval after which a client should let hear from it.", def = "30s")
        Duration keepAlive) {
    /** Checks the ranges. */
    public SessionsConfig {
        Check.range("maxUnacked", maxUnacked, 1, 65535);
        Check.range("commandsPerSecond", commandsPerSecond, 0, 10_000_000);
        Check.range("pageItems", pageItems, 1, 1000);
        Check.range("pageBytes", pageBytes, 65536, 1 << 28);
        Check.positive("keepAlive", keepAlive);
    }
}
