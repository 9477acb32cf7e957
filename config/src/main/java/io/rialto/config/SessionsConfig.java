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

        @Setting(
                value = "Devices of one platform class an account may have connected at a time, whatever the policy;"
                        + " the oldest goes. 0 = no limit. TIM clients have the class tim-TERMTYP.",
                def = "0")
        int devicesPerPlatform,

        @Setting(
                value = "How long an account's newest session must be there before another device sends one away;"
                        + " until then the newcomer is refused. 0s = the newcomer always wins.",
                def = "0s")
        Duration displaceAfter,

        @Setting(value = "Unacknowledged sends of one session before more are refused.", def = "16")
        int maxUnacked,

        @Setting(value = "Commands per second of one session; 0 = no limit.", def = "10000")
        int commandsPerSecond,

        @Setting(value = "Items of one inbox page.", def = "200")
        int pageItems,

        @Setting(value = "Bytes of one inbox page.", def = "5242880")
        int pageBytes,

        @Setting(value = "Interval after which a client should let hear from it.", def = "30s")
        Duration keepAlive,

        @Setting(
                value =
                        "How often connections of the same device may send each other away within sessions.takeoverWindow;"
                                + " beyond that the one that is there stays until the window is over. 0 = no limit.",
                def = "300")
        int maxTakeovers,

        @Setting(value = "The window in which takeovers of a device are counted.", def = "10s")
        Duration takeoverWindow) {
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
        Check.range("devicesPerPlatform", devicesPerPlatform, 0, 1000);
        Check.range("displaceAfter", displaceAfter, Duration.ZERO, Duration.ofDays(1));
        Check.range("maxUnacked", maxUnacked, 1, 65535);
        Check.range("commandsPerSecond", commandsPerSecond, 0, 10_000_000);
        Check.range("pageItems", pageItems, 1, 1000);
        Check.range("pageBytes", pageBytes, 65536, 1 << 28);
        Check.positive("keepAlive", keepAlive);
        Check.range("maxTakeovers", maxTakeovers, 0, 1_000_000);
        Check.positive("takeoverWindow", takeoverWindow);
    }
}
