package io.rialto.config;

import java.time.Duration;

/** A web server that is asked who somebody is. Off until there is a URL. */
public record HookConfig(
        @Setting(
                value = "URL that is asked by POST for passwords that the store does not know: https, or http on this"
                        + " machine. See docs/access.md.",
                def = "")
        String url,

        @Setting(value = "Sent as Authorization: Bearer SECRET; empty = none.", def = "")
        Secret secret,

        @Setting(value = "PEM file of who signs the certificate of the URL; empty = whom Java trusts.", def = "")
        String trust,

        @Setting(value = "How long an answer may take; then nobody is let in.", def = "3s")
        Duration timeout,

        @Setting(value = "Connections to the server.", def = "8")
        int connections,

        @Setting(value = "Questions that may wait for a connection before sign-ins are refused.", def = "1000")
        int queue,

        @Setting(value = "How long a yes is remembered for the same credentials; 0s = not at all.", def = "1m")
        Duration cache,

        @Setting(value = "How many are remembered at a time; the oldest is forgotten first. 0 = none.", def = "100000")
        int cacheSize) {
    /** Checks the ranges. */
    public HookConfig {
        Check.url("url", url);
        Check.range("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        Check.range("connections", connections, 1, 1000);
        Check.range("queue", queue, 1, 1_000_000);
        Check.range("cache", cache, Duration.ZERO, Duration.ofDays(1));
        Check.range("cacheSize", cacheSize, 0, 100_000_000);
    }
}
