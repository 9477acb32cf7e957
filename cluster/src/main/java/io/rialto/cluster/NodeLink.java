package io.rialto.cluster;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * The one way over which nodes talk. To a peer that is up, frames of one class sent by one thread arrive in the order in
 * which they were sent, each once; the first that does not arrive takes the peer down, so whoever keeps state of a peer
 * starts again at each up. Classes do not wait for one another. Frames to this node itself take the same way without being
 * copied. Bounded: what a peer has not taken yet is at most its window per class.
 */
public interface NodeLink {
    /**
     * Offers a frame; any thread, never blocks. When it is sent, the link owns the caller's reference; otherwise the
     * caller still does. A frame larger than the window goes alone; one larger than the link's limit is refused by an
     * {@link IllegalArgumentException}.
     */
    LinkOutcome send(NodeId to, Service service, TrafficClass traffic, ByteBuf frame);

    /** Receives what comes for a service, from now on, from every node; one receiver each, to be set before the start. */
    void receive(Service service, Receiver receiver);

    /** Is told when peers come and go; to be added before the start, so that nobody is missed. */
    void listen(LinkListener listener);

    /** What goes on, peer by peer, this node itself included; for pictures and metrics. Any thread. */
    List<LinkFigures> figures();

    /** What was refused because it came for nobody: of a link that has ended, or for a service without receiver. */
    long refused();
}
