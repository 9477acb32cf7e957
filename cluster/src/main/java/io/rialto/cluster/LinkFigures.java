package io.rialto.cluster;

import java.util.List;

/**
 * What goes on between this node and a peer.
 *
 * @param peer the peer
 * @param roundTripNanos the last heartbeat's way there and back; 0 before the first, always for this node itself
 * @param classes one per class
 */
public record LinkFigures(Member peer, long roundTripNanos, List<OfClass> classes) {
    /**
     * One class of traffic.
     *
     * @param traffic the class
     * @param bytesInFlight sent, not yet taken by the peer
     * @param window how much that may be
     * @param sent frames sent
     * @param full frames refused because of the window
     * @param received frames received
     */
    public record OfClass(TrafficClass traffic, long bytesInFlight, long window, long sent, long full, long received) {}

    /** Keeps a copy. */
    public LinkFigures {
        classes = List.copyOf(classes);
    }

    /** Bytes in flight of all classes. */
    public long bytesInFlight() {
        return classes.stream().mapToLong(OfClass::bytesInFlight).sum();
    }
}
