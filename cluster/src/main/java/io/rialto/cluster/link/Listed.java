package io.rialto.cluster.link;

import io.rialto.cluster.NodeId;

/**
 * A node that membership knows of, not yet spoken to.
 *
 * @param node how it calls itself
 * @param tag tells its process from every other
 * @param host where its links are accepted
 * @param port where its links are accepted
 */
public record Listed(NodeId node, String tag, String host, int port) {}
