package io.rialto.adapter.stream;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;

/** The names of stream rooms, the topics under which their runs come. */
public final class StreamTopics {
    private static final String TREE = "$stream/";

    private StreamTopics() {}

    /** The stream room of this name; {@code bad_request} where it is none. */
    public static RoomId requireRoom(String name) {
        RoomId room = new RoomId(name);
        if (room.kind() != RoomKind.STREAM) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "expected a stream room, s:…");
        }
        return room;
    }

    /** Whether runs under this topic are of a stream room. */
    public static boolean isStream(String topic) {
        return topic.startsWith(TREE);
    }

    /** The stream room whose runs go under this topic. */
    public static RoomId roomOf(String topic) {
        return new RoomId("s:" + topic.substring(TREE.length()));
    }
}
