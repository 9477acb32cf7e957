package io.rialto.cluster;

/**
 * Is told what becomes of the peers. Called on the link's context, in order with the frames: no frame of a peer comes
 * before its up or after its down. Must not block; what it throws is logged as a defect.
 */
public interface LinkListener {
    /** Frames can be sent to this peer now. After a restart its boot differs. */
    void up(Member peer);

    /** The peer is gone, with this boot: killed, hung or cut off. What was sent last may not have arrived. */
    void down(Member peer);

    /** The peer is about to leave, or says another thing about itself. */
    default void changed(Member peer) {}

    /** A class that was full has room for half a window. */
    default void drained(NodeId peer, TrafficClass traffic) {}
}
