package io.rialto.cluster;

/** Names one gateway process of the cluster, for as long as it runs. */
public record NodeId(String value) {
    /** Refuses an empty name. */
    public NodeId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("node id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
