package io.rialto.config;

/** Where the Thrift door will be: TIM frames over WebSocket and HTTP. The settings are fixed, the door is not built yet. */
public record ThriftListenerConfig(
        @Setting(value = "Whether this door is open, once it is built.", def = "true")
        boolean enabled,

        @Setting(value = "Its address; empty = listeners.host.", def = "")
        String host,

        @Setting(value = "Its port; 0 = any free one.", def = "20003")
        int port,

        TlsConfig tls) {
    /** Checks the ranges. */
    public ThriftListenerConfig {
        Check.range("port", port, 0, 65535);
    }
}
