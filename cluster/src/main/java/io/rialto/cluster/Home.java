package io.rialto.cluster;

/** Where something is served: a node, a shard (one event loop) of it. */
public record Home(NodeId node, int shard) {}
