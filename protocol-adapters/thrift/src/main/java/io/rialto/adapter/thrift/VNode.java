package io.rialto.adapter.thrift;

import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;

/** How TIM calls a virtual room: by its name, without the letter of its kind. */
final class VNode {
    private static final String KIND = "s:";
    /** Under which the runs of a stream room reach their subscribers. */
    private static final String TREE = "$stream/";

    private VNode() {}

    /** The room of this name; refuses one that no room can have. */
    static RoomId room(String vnode) {
        try {
            return new RoomId(KIND + vnode);
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }

    static String of(RoomId room) {
        return room.name();
    }

    /** The name of the room whose runs have this topic. */
    static String ofTopic(String topic) {
        return topic.substring(TREE.length());
    }
}
