package io.rialto.config;

/** The operator's port: health, metrics, accounts, tokens. */
public record ManagementConfig(
        @Setting(value = "Whether this port is open.", def = "true")
        boolean enabled,

        @Setting(value = "Its address.", def = "127.0.0.1") String host,

        @Setting(value = "Its port; 0 = any free one.", def = "9090")
        int port,

        ManagementEventsConfig events,

        TlsConfig tls) {
    /** Checks the ranges. */
    public ManagementConfig {
        Check.notBlank("host", host);
        Check.range("port", port, 0, 65535);
    }
}
