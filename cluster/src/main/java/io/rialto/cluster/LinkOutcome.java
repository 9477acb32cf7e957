package io.rialto.cluster;

/** What became of a frame that was offered to a link. */
public enum LinkOutcome {
    /** Taken; it arrives unless the peer is told of as down. */
    SENT,
    /** The peer has not yet taken what it was sent before; drained is told when there is room again. */
    FULL,
    /** The node is known, the link to it is not open now; up is told when it is. */
    DOWN,
    /** No such node is in the cluster. */
    UNKNOWN_NODE
}
