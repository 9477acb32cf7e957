package io.rialto.adapter.stream;

import io.rialto.contract.id.RoomId;

/** The topics under which runs of stream rooms come. */
public final class StreamTopics {
    private static final String TREE = "$stream/";

    private StreamTopics() {}

    /** Whether runs under this topic are of a stream room. */
    public static boolean isStream(String topic) {
        return topic.startsWith(TREE);
    }

    /** The stream room whose runs go under this topic. */
    public static RoomId roomOf(String topic) {
        return new RoomId("s:" + topic.substring(TREE.length()));
    }
}
