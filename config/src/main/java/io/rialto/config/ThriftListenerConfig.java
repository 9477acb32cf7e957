package io.rialto.config;

import java.time.Duration;

/** The Thrift door: TIM frames over WebSocket at /tim, accounts over HTTP at /tim2. */
public record ThriftListenerConfig(
        @Setting(value = "Whether this door is open.", def = "true")
        boolean enabled,

        @Setting(value = "Its address; empty = listeners.host.", def = "")
        String host,

        @Setting(value = "Its port; 0 = any free one.", def = "20003")
        int port,

        TlsConfig tls,
        ProxyConfig proxy,

        @Setting(value = "Bytes of one frame before sign-in.", def = "16384")
        int maxFrameBeforeLogin,

        @Setting(value = "Bytes of one frame, and of big data in all its parts.", def = "1572864")
        int maxFrame,

        @Setting(value = "How long a client may say nothing, not even ping.", def = "10m")
        Duration pingTimeout,

        @Setting(
                value = "Whether clients are told when a friend has gone (TIM: the opposite of"
                        + " presence_offline_block).",
                def = "true")
        boolean offlinePresence) {
    /** Checks the ranges. */
    public ThriftListenerConfig {
        Check.range("port", port, 0, 65535);
        Check.range("maxFrameBeforeLogin", maxFrameBeforeLogin, 1024, 1 << 25);
        Check.range("maxFrame", maxFrame, 1024, 1 << 25);
        Check.positive("pingTimeout", pingTimeout);
    }
}
