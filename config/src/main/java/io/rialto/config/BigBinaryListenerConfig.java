package io.rialto.config;

/** The big-binary door: raw TCP or TLS, length-prefixed frames. */
public record BigBinaryListenerConfig(
        @Setting(value = "Whether this door is open.", def = "true")
        boolean enabled,

        @Setting(value = "Its address; empty = listeners.host.", def = "")
        String host,

        @Setting(value = "Its port; 0 = any free one.", def = "7000")
        int port,

        TlsConfig tls,
        ProxyConfig proxy,

        @Setting(value = "Bytes of one frame before HELLO is answered.", def = "16384")
        int maxFrameBeforeLogin,

        @Setting(value = "Bytes of one frame.", def = "1572864")
        int maxFrame,

        @Setting(value = "Bytes of pieces a client may have under way before they are given back.", def = "262144")
        int window) {
    /** Checks the ranges. */
    public BigBinaryListenerConfig {
        Check.range("port", port, 0, 65535);
        Check.range("maxFrameBeforeLogin", maxFrameBeforeLogin, 1024, 1 << 25);
        Check.range("maxFrame", maxFrame, 1024, 1 << 25);
        Check.range("window", window, 1024, 1 << 30);
    }
}
