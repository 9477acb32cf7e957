package io.rialto.config;

import java.util.List;

/** The HTTP door: REST under /v1, the native WebSocket at /v1/ws. */
public record HttpListenerConfig(
        @Setting(value = "Whether this door is open.", def = "true")
        boolean enabled,

        @Setting(value = "Its address; empty = listeners.host.", def = "")
        String host,

        @Setting(value = "Its port; 0 = any free one.", def = "8080")
        int port,

        TlsConfig tls,
        ProxyConfig proxy,

        @Setting(
                value = "Whether /v1/echo answers every WebSocket message with itself, for conformance suites.",
                def = "false")
        boolean echo,

        @Setting(value = "Origins that browsers may come from, besides the host itself; * = any.", def = "[]")
        List<String> origins,

        @Setting(value = "Bytes of one WebSocket message before sign-in.", def = "16384")
        int maxFrameBeforeLogin,

        @Setting(value = "Bytes of one WebSocket message or HTTP body.", def = "1572864")
        int maxFrame,

        @Setting(
                value =
                        "Requests of one WebSocket for pages (history, inbox, profiles) that may wait for their turn before"
                                + " no more of what it says is read.",
                def = "64")
        int pagesWaiting,

        @Setting(
                value =
                        "Bytes of history, payloads and profiles that the REST answers of this node hold at a time, an eighth of it"
                                + " those to one account (the management port has as much of its own); further requests wait for"
                                + " their turn.",
                def = "134217728")
        long answerBytes,

        @Setting(value = "Requests of one event loop that wait so before more are answered with 503.", def = "1000")
        int answersWaiting) {
    /** Checks the ranges. */
    public HttpListenerConfig {
        Check.range("port", port, 0, 65535);
        Check.range("maxFrameBeforeLogin", maxFrameBeforeLogin, 1024, 1 << 26);
        Check.range("maxFrame", maxFrame, 1024, 1 << 26);
        Check.range("pagesWaiting", pagesWaiting, 1, 100_000);
        Check.range("answerBytes", answerBytes, 65_536, 1L << 40);
        Check.range("answersWaiting", answersWaiting, 0, 1_000_000);
        origins = List.copyOf(origins);
    }
}
