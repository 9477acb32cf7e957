package io.rialto.config;

import java.time.Duration;

/** All doors, with what they have in common. */
public record ListenersConfig(
        @Setting(
                value = "Address the doors listen on unless they have their own; 0.0.0.0 opens them to the network.",
                def = "127.0.0.1")
        String host,

        @Setting(value = "How long a connection may take to sign in.", def = "5s")
        Duration loginTimeout,

        @Setting(value = "Connections of one door at a time.", def = "100000")
        int maxConnections,

        @Setting(
                value = "Connections of one remote address (IPv6: network of 64 bits) at one door at a time; "
                        + "0 = no limit.",
                def = "0")
        int maxConnectionsPerAddress,

        @Setting(value = "New connections of one door a second; 0 = no limit.", def = "0")
        int connectRate,

        @Setting(value = "New connections of one remote address at one door a second; 0 = no limit.", def = "0")
        int connectRatePerAddress,

        @Setting(
                value = "Bytes that may wait for one connection before frames are dropped, with the gap reported, or"
                        + " the connection is closed where they must not be.",
                def = "1048576")
        int queueBytes,

        @Setting(value = "Messages that may wait for one connection; the oldest are dropped as above.", def = "100000")
        int queueMessages,

        @Setting(
                value =
                        "Topics of which one connection has missed frames and is still to be told. Above it a connection"
                                + " whose protocol tells gaps in messages of their own (WebSocket, big-binary) is closed, the"
                                + " oldest gaps are forgotten with MQTT, whose clients may see none.",
                def = "1024")
        int gapTopics,

        @Setting(
                value = "How long a connection may take nothing while something waits, before it is closed.",
                def = "30s")
        Duration slowTimeout,

        @Setting(
                value = "How long at most a busy event loop gathers what many connections are given alike before it"
                        + " writes to them again, in fewer and larger writes: as long as the last writing took, which is"
                        + " nothing as long as it has little to do; 0s = it writes at the end of each of its turns.",
                def = "5ms")
        Duration gather,

        HttpListenerConfig http,
        MqttListenerConfig mqtt,
        ThriftListenerConfig thrift,
        BigBinaryListenerConfig bigbinary) {
    private static final Duration MAX_GATHER = Duration.ofSeconds(1);

    /** Checks the ranges. */
    public ListenersConfig {
        Check.notBlank("host", host);
        Check.positive("loginTimeout", loginTimeout);
        Check.range("maxConnections", maxConnections, 1, 10_000_000);
        Check.range("maxConnectionsPerAddress", maxConnectionsPerAddress, 0, 10_000_000);
        Check.range("connectRate", connectRate, 0, 1_000_000);
        Check.range("connectRatePerAddress", connectRatePerAddress, 0, 1_000_000);
        Check.range("queueMessages", queueMessages, 16, 100_000_000);
        Check.range("gapTopics", gapTopics, 1, 1_000_000);
        Check.range("queueBytes", queueBytes, 4096, 1 << 30);
        Check.positive("slowTimeout", slowTimeout);
        Check.range("gather", gather, Duration.ZERO, MAX_GATHER);
    }

    /** The address a door listens on: its own, else the common one. */
    public String hostOr(String own) {
        return own.isEmpty() ? host : own;
    }
}
