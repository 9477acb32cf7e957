package io.rialto.adapter.mqtt;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.function.Supplier;

/** Where topics lead: direct rooms and groups have topics of their own, everything else is a channel. */
final class TopicMapper {
    static final String GROUP = "$group/";

    private static final String USER = "$user/";

    private TopicMapper() {}

    /**
     * The room that a publish to this topic is said in; null where the topic is a channel's. Other topics that begin
     * with $ are refused.
     */
    static RoomId room(String topic, AccountId me) {
        if (topic.charAt(0) != '$') {
            return null;
        }
        if (topic.startsWith(USER)) {
            return named(() -> RoomId.direct(me, new AccountId(topic.substring(USER.length()))));
        }
        if (topic.startsWith(GROUP)) {
            return group(topic);
        }
        throw new GatewayException(ErrorCode.FORBIDDEN, "topics with $ are the server's");
    }

    /** The group of a topic {@code $group/{id}}; {@code not_found} where that is no name of a group. */
    static RoomId group(String topic) {
        return named(() -> RoomId.group(topic.substring(GROUP.length())));
    }

    private static RoomId named(Supplier<RoomId> room) {
        try {
            return room.get();
        } catch (GatewayException illegal) {
            throw new GatewayException(ErrorCode.NOT_FOUND, illegal.getMessage());
        }
    }
}
