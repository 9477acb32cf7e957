package io.rialto.config;

import java.time.Duration;

/** Channels: MQTT topics, message channels. */
public record ChannelsConfig(
        @Setting(value = "Channels whose sequence a shard remembers; the longest unused goes first.", def = "100000")
        int maxKnown,

        @Setting(value = "Longest delay before a retained value of QoS 0 is written.", def = "100ms")
        Duration retainedDelay,

        @Setting(
                value = "How long it is remembered that a retained value was removed or has expired, so that an older"
                        + " one that is written late does not come back.",
                def = "1h")
        Duration retainedMemory,

        @Setting(value = "Topics whose subscribers a loop remembers between publishes.", def = "20000")
        int routeCache,

        @Setting(
                value = "Topics of which is remembered what a client has had while retained values are on their way to"
                        + " it, so that no older one follows; beyond that the longest unused are forgotten.",
                def = "100000")
        int maxOvertaken,

        SharesConfig shares) {
    /** Checks the ranges. */
    public ChannelsConfig {
        Check.range("maxKnown", maxKnown, 16, 100_000_000);
        Check.positive("retainedDelay", retainedDelay);
        Check.positive("retainedMemory", retainedMemory);
        Check.range("routeCache", routeCache, 16, 100_000_000);
        Check.range("maxOvertaken", maxOvertaken, 16, 100_000_000);
    }
}
