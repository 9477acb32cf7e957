package io.rialto.cluster.link;

import io.rialto.cluster.TrafficClass;
import io.rialto.config.ClusterLinkConfig;
import java.time.Duration;
import java.util.List;

/**
 * The bounds of links, from the settings.
 *
 * @param controlWindow bytes of control frames under way to this node from one peer
 * @param messageWindow the same for messages
 * @param bulkWindow the same for streams and files
 * @param maxFrame bytes of the largest frame
 * @param batchFrames frames that travel together at most
 * @param batchBytes bytes after which a batch leaves
 * @param batchDelay how long a frame may wait for others while the link is busy
 * @param heartbeat interval of heartbeats
 * @param peerTimeout how long a peer may be silent; how long a handshake may take
 * @param reconnectDelay pause before the next attempt to reach a peer
 * @param maxStrangers connections that may be without a finished handshake
 */
public record LinkLimits(
        long controlWindow,
        long messageWindow,
        long bulkWindow,
        int maxFrame,
        int batchFrames,
        int batchBytes,
        Duration batchDelay,
        Duration heartbeat,
        Duration peerTimeout,
        Duration reconnectDelay,
        int maxStrangers) {
    /** As the settings say. */
    public static LinkLimits of(ClusterLinkConfig config) {
        return new LinkLimits(
                config.controlWindow(),
                config.messageWindow(),
                config.bulkWindow(),
                config.maxFrame(),
                config.batchFrames(),
                config.batchBytes(),
                config.batchDelay(),
                config.heartbeat(),
                config.peerTimeout(),
                config.reconnectDelay(),
                config.maxStrangers());
    }

    /** What a peer may have under way to this node in a class. */
    long window(TrafficClass traffic) {
        return switch (traffic) {
            case CONTROL -> controlWindow;
            case MESSAGE -> messageWindow;
            case BULK -> bulkWindow;
        };
    }

    /** All windows, in the order of the classes. */
    List<Long> windows() {
        return List.of(controlWindow, messageWindow, bulkWindow);
    }
}
