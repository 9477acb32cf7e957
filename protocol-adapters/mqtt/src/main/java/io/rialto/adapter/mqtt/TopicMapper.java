package io.rialto.adapter.mqtt;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.WillPlace;
import java.util.function.Supplier;

/** Where topics lead: direct rooms and groups have topics of their own, everything else is a channel. */
final class TopicMapper {
    static final String GROUP = "$group/";

    private static final String USER = "$user/";
    private static final String SIGNAL = "/signal";

    private TopicMapper() {}

    /**
     * The room that a publish to this topic is said in; null where the topic is a channel's. Other topics that begin
     * with $ are refused.
     */
    static RoomId room(String topic, AccountId me) {
        if (topic.charAt(0) != '$') {
            return null;
        }
        String place = isSignal(topic) ? topic.substring(0, topic.length() - SIGNAL.length()) : topic;
        if (place.startsWith(USER)) {
            return named(() -> RoomId.direct(me, new AccountId(place.substring(USER.length()))));
        }
        if (place.startsWith(GROUP)) {
            return group(place);
        }
        throw ofTheServer();
    }

    /** Where a will to a topic that begins with $ goes; what is none is refused as with {@link #room}. */
    static WillPlace willPlace(String topic) {
        if (StreamTopic.is(topic)) {
            StreamTopic frames = StreamTopic.read(topic);
            return WillPlace.ofStream(frames.room(), frames.lane(), frames.publisher());
        }
        boolean signal = isSignal(topic);
        String place = signal ? topic.substring(0, topic.length() - SIGNAL.length()) : topic;
        if (place.startsWith(USER)) {
            return WillPlace.ofAccount(named(() -> new AccountId(place.substring(USER.length()))), signal);
        }
        if (place.startsWith(GROUP)) {
            return WillPlace.ofGroup(group(place), signal);
        }
        throw ofTheServer();
    }

    /** What a publish to a topic of this room says: a message, or a signal where the topic ends so. */
    static Command<?> said(String topic, RoomId room, String cmid, Content content) {
        return isSignal(topic)
                ? new SignalCommand.Signal(room, content)
                : new MessageCommand.SendMessage(room, cmid, content);
    }

    /** No id of an account, no name of a group has a slash. */
    private static boolean isSignal(String topic) {
        return topic.endsWith(SIGNAL) && topic.indexOf('/') < topic.length() - SIGNAL.length();
    }

    /** The group of a topic {@code $group/{id}}; {@code not_found} where that is no name of a group. */
    static RoomId group(String topic) {
        return named(() -> RoomId.group(topic.substring(GROUP.length())));
    }

    private static GatewayException ofTheServer() {
        return new GatewayException(ErrorCode.FORBIDDEN, "topics with $ are the server's");
    }

    private static <T> T named(Supplier<T> place) {
        try {
            return place.get();
        } catch (GatewayException illegal) {
            throw new GatewayException(ErrorCode.NOT_FOUND, illegal.getMessage());
        }
    }
}
