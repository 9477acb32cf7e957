package io.rialto.config;

/** Refuses limits of doors beyond what a link between two nodes carries: the other nodes would never get such a message. */
final class LinkRoom {
    /** For what goes with a message: names, numbers, attributes. */
    private static final int BESIDE = 65_536;

    private final ClusterConfig cluster;

    LinkRoom(ClusterConfig cluster) {
        this.cluster = cluster;
    }

    /** Bytes that one message may have there. */
    LinkRoom add(String setting, boolean enabled, long bytes) {
        long room = (long) cluster.link().maxFrame() - BESIDE;
        if (cluster.enabled() && enabled && bytes > room) {
            throw new ConfigException(
                    setting,
                    "is " + bytes + ", expected at most " + room + ", which is cluster.link.maxFrame less " + BESIDE
                            + " for what goes with a message");
        }
        return this;
    }
}
