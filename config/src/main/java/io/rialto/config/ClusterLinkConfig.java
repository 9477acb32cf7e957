package io.rialto.config;

import java.time.Duration;

/** The links between nodes. Sizes are to be the same on all nodes. */
public record ClusterLinkConfig(
        @Setting(value = "Port that other nodes' links come in at.", def = "5901")
        int port,

        @Setting(value = "Interval of heartbeats to each peer.", def = "250ms")
        Duration heartbeat,

        @Setting(value = "How long a peer may be silent before it counts as gone.", def = "3s")
        Duration peerTimeout,

        @Setting(value = "Pause before the next attempt to reach a peer.", def = "200ms")
        Duration reconnectDelay,

        @Setting(value = "Bytes of control frames that one peer may have under way to this node.", def = "4194304")
        int controlWindow,

        @Setting(value = "Bytes of messages that one peer may have under way to this node.", def = "8388608")
        int messageWindow,

        @Setting(value = "Bytes of streams that one peer may have under way to this node.", def = "4194304")
        int bulkWindow,

        @Setting(
                value = "Bytes of the largest frame between nodes; at least 64 KiB more than a message at any door.",
                def = "12582912")
        int maxFrame,

        @Setting(value = "Frames that travel together at most.", def = "64")
        int batchFrames,

        @Setting(value = "Bytes after which frames that wait for each other leave.", def = "16384")
        int batchBytes,

        @Setting(value = "How long a frame may wait for others while its link is busy.", def = "1ms")
        Duration batchDelay,

        @Setting(value = "Connections from other nodes that may be without a finished handshake.", def = "64")
        int maxStrangers) {
    /** Checks the ranges. */
    public ClusterLinkConfig {
        Check.range("port", port, 1, 65_535);
        Check.range("heartbeat", heartbeat, Duration.ofMillis(10), Duration.ofMinutes(1));
        Check.range("peerTimeout", peerTimeout, heartbeat.multipliedBy(2), Duration.ofMinutes(5));
        Check.range("reconnectDelay", reconnectDelay, Duration.ofMillis(10), Duration.ofMinutes(1));
        Check.range("controlWindow", controlWindow, 1024, 1 << 30);
        Check.range("messageWindow", messageWindow, 1024, 1 << 30);
        Check.range("bulkWindow", bulkWindow, 1024, 1 << 30);
        Check.range("maxFrame", maxFrame, 1024, 256 << 20);
        Check.range("batchFrames", batchFrames, 1, 4096);
        Check.range("batchBytes", batchBytes, 1, 1 << 20);
        Check.range("batchDelay", batchDelay, Duration.ZERO, Duration.ofSeconds(1));
        Check.range("maxStrangers", maxStrangers, 1, 10_000);
    }
}
