package io.rialto.config;

import java.time.Duration;

/** The MQTT door: 3.1.1 and 5.0 over TCP, TLS, or WebSocket on the HTTP door. */
public record MqttListenerConfig(
        @Setting(value = "Whether this door is open.", def = "true")
        boolean enabled,

        @Setting(value = "Its address; empty = listeners.host.", def = "")
        String host,

        @Setting(value = "Its port; 0 = any free one.", def = "1883")
        int port,

        TlsConfig tls,
        ProxyConfig proxy,

        @Setting(
                value = "Path on the HTTP door where MQTT is spoken over WebSocket, subprotocol mqtt; empty = nowhere.",
                def = "/mqtt")
        String webSocketPath,

        @Setting(value = "Bytes of one packet before CONNECT is accepted.", def = "65536")
        int maxPacketBeforeLogin,

        @Setting(value = "Bytes of one packet.", def = "1048576")
        int maxPacket,

        @Setting(value = "Publishes a client may have unacknowledged (Receive Maximum).", def = "64")
        int receiveMaximum,

        @Setting(value = "Longest keep-alive a client may ask for.", def = "30m")
        Duration maxKeepAlive,

        @Setting(value = "Subscriptions of one connection.", def = "1000")
        int maxSubscriptions,

        @Setting(
                value = "How often the node publishes what it says of itself below $SYS, to whom access rules let "
                        + "read it; 0s = never.",
                def = "10s")
        Duration sysInterval,

        @Setting(
                value = "Other servers that MQTT 5 clients are told when this node stops (Server Reference, 0x9C),"
                        + " such as \"b.example c.example:8883\"; empty = 0x8B.",
                def = "")
        String serverReference,

        @Setting(
                value = "Topic below which clients that ask for it have answers sent (Response Information); %u is the "
                        + "account, %c the client id; empty = nobody is told.",
                def = "responses/%u/%c")
        String responseTopic) {
    /** Checks the ranges. */
    public MqttListenerConfig {
        Check.range("port", port, 0, 65535);
        Check.freePath("webSocketPath", webSocketPath);
        Check.range("maxPacketBeforeLogin", maxPacketBeforeLogin, 128, 1 << 28);
        Check.range("maxPacket", maxPacket, 1024, 1 << 28);
        Check.range("receiveMaximum", receiveMaximum, 1, 65535);
        Check.range("maxKeepAlive", maxKeepAlive, Duration.ofSeconds(1), Duration.ofSeconds(65_535));
        Check.range("maxSubscriptions", maxSubscriptions, 1, 10_000_000);
        Check.range("sysInterval", sysInterval, Duration.ZERO, Duration.ofDays(1));
    }
}
