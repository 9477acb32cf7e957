package io.rialto.bus;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import java.util.List;

/** Tells the verticles of this node what becomes of other nodes. Safe on any thread. */
public final class Tidings {
    /** A node is gone: what it had here, its sessions, is over. */
    public record NodeGone(NodeId node) {}

    /**
     * The members have changed: what is served here may now be served elsewhere, the other way round.
     *
     * @param homes where everything was served behind this very change, whatever has changed since
     */
    public record HomesMoved(Placement homes) {}

    private static final List<Address> CONCERNED = List.of(
            Address.SESSIONS, Address.PRESENCE, Address.STREAMS, Address.CHANNELS, Address.MESSAGES, Address.SHARES);

    private final Bus bus;
    private final Placement placement;

    /** Tidings of these neighbours, for the verticles at this node's homes. */
    public Tidings(Bus bus, Placement placement, Neighbours neighbours) {
        this.bus = bus;
        this.placement = placement;
        neighbours.onGone(node -> tell(new NodeGone(node)));
    }

    /** The members have changed. */
    public void homesMoved() {
        tell(new HomesMoved(placement.now()));
    }

    private void tell(Object tiding) {
        for (Home home : placement.here()) {
            CONCERNED.forEach(address -> bus.tell(address, home, tiding));
        }
    }
}
