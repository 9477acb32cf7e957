package io.rialto.config;

import java.time.Duration;

/** The operator's port: health, metrics, accounts, tokens. */
public record ManagementConfig(
        @Setting(value = "Whether this port is open.", def = "true")
        boolean enabled,

        @Setting(value = "Its address.", def = "127.0.0.1") String host,

        @Setting(value = "Its port; 0 = any free one.", def = "9090")
        int port,

        @Setting(value = "How long other nodes are waited for when one asks them for their clients.", def = "2s")
        Duration answerTimeout,

        @Setting(value = "Bytes, about, that a node answers at most to such a question.", def = "1048576")
        int answerBytes,

        ManagementEventsConfig events,

        TlsConfig tls) {
    /** Checks the ranges. */
    public ManagementConfig {
        Check.notBlank("host", host);
        Check.range("port", port, 0, 65535);
        Check.range("answerTimeout", answerTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
        Check.range("answerBytes", answerBytes, 1024, 4 << 20);
    }
}
