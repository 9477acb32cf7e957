package io.rialto.config;

import java.time.Duration;

/** Stream rooms: virtual rooms, stream channels. */
public record StreamsConfig(
        @Setting(value = "How long nobody may publish in a virtual room before it ends.", def = "5m")
        Duration idleTimeout,

        @Setting(value = "Bytes of the newest frames a relay keeps to offer them again.", def = "1048576")
        int ringBytes,

        @Setting(value = "Sessions that may join one stream room.", def = "1000")
        int maxMembers,

        @Setting(value = "Bytes of one frame.", def = "1048576")
        int maxFrame,

        @Setting(value = "Bytes of one payload that is published in pieces.", def = "67108864")
        long maxPayload,

        @Setting(value = "Stream rooms one account may own.", def = "100")
        int maxRoomsPerOwner,

        @Setting(
                value =
                        "Publishers whose last own numbers a node remembers, to know what they send again behind a change"
                                + " of relay.",
                def = "100000")
        int rememberedPublishers,

        @Setting(
                value = "Frames and requests that may wait in a shard until it is known which node serves their room.",
                def = "10000")
        int maxWaiting) {
    /** Checks the ranges. */
    public StreamsConfig {
        Check.positive("idleTimeout", idleTimeout);
        Check.range("ringBytes", ringBytes, 0, 1 << 30);
        Check.range("maxMembers", maxMembers, 1, 10_000_000);
        Check.range("maxFrame", maxFrame, 1, 10 << 20);
        Check.range("maxPayload", maxPayload, 1, 1L << 40);
        Check.range("maxRoomsPerOwner", maxRoomsPerOwner, 1, 1_000_000);
        Check.range("maxWaiting", maxWaiting, 1, 10_000_000);
        Check.range("rememberedPublishers", rememberedPublishers, 1, 100_000_000);
    }
}
