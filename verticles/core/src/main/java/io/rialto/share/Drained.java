package io.rialto.share;

import io.rialto.cluster.NodeId;

/** The link to a node takes frames again. */
record Drained(NodeId node) {}
