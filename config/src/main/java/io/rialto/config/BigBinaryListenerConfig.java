package io.rialto.config;

/** Where the big-binary door will be: raw TCP, length-prefixed. The settings are fixed, the door is not built yet. */
public record BigBinaryListenerConfig(
        @Setting(value = "Whether this door is open, once it is built.", def = "true")
        boolean enabled,

        @Setting(value = "Its address; empty = listeners.host.", def = "")
        String host,

        @Setting(value = "Its port; 0 = any free one.", def = "7000")
        int port,

        TlsConfig tls) {
    /** Checks the ranges. */
    public BigBinaryListenerConfig {
        Check.range("port", port, 0, 65535);
    }
}
