package io.rialto.cluster;

/**
 * One live node, as every node sees it. Immutable.
 *
 * @param node its name
 * @param boot which of its starts this is; a restarted node has another one
 * @param shards how many event loops it serves with; its weight in placement
 * @param host where its links are accepted; empty in a cluster of one
 * @param port where its links are accepted; 0 in a cluster of one
 * @param draining whether it is about to leave, so that nothing new is placed there
 */
public record Member(NodeId node, long boot, int shards, String host, int port, boolean draining) {
    /** Refuses a node that could serve nothing. */
    public Member {
        if (shards < 1) {
            throw new IllegalArgumentException(node + " has " + shards + " shards");
        }
    }

    /** The same node, about to leave or not. */
    public Member withDraining(boolean leaving) {
        return new Member(node, boot, shards, host, port, leaving);
    }
}
