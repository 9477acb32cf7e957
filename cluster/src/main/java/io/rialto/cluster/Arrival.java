package io.rialto.cluster;

import io.netty.buffer.ByteBuf;

/**
 * A frame that has come. Its bytes may be read until the receiver returns, or for longer by whoever retains them; nobody
 * writes into them. The sender may send more only as frames are taken, so whoever queues one says so when it leaves the
 * queue; forgetting it stops the peer.
 *
 * @param from who sent it
 * @param boot which start of the sender this is
 * @param traffic its class
 * @param frame its bytes
 * @param done gives its bytes back to the sender, on any thread, once however often it is run; see {@link #taken()}
 */
public record Arrival(NodeId from, long boot, TrafficClass traffic, ByteBuf frame, Runnable done) {
    /** Says that the frame takes no memory any more. */
    public void taken() {
        done.run();
    }
}
