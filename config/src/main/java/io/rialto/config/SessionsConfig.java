package io.rialto.config;

import java.time.Duration;

/** Sessions, their inboxes. */
public record SessionsConfig(
        @Setting(
                value = "Whom a new session sends away: by_device (only itself on another connection), per_platform,"
                        + " count (the oldest above sessions.devices), single.",
                def = "by_device")
        Policy policy,

        @Setting(value = "Devices an account may have connected at a time, for the policy count.", def = "5")
        int devices,

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
    /** Whom a new session sends away. */
    public enum Policy {
        BY_DEVICE,
        PER_PLATFORM,
        COUNT,
        SINGLE
    }

    /** Checks the ranges. */
    public SessionsConfig {
        Check.range("devices", devices, 1, 1000);
        Check.range("maxUnacked", maxUnacked, 1, 65535);
        Check.range("commandsPerSecond", commandsPerSecond, 0, 10_000_000);
        Check.range("pageItems", pageItems, 1, 1000);
        Check.range("pageBytes", pageBytes, 65536, 1 << 28);
        Check.positive("keepAlive", keepAlive);
    }
}
