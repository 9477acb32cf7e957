package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** How inbox items look on the wire: topic, user properties (decisions 17). */
final class InboxPublish {
    static final String TOPIC = "$inbox";

    /** The names of our own user properties: a sender's of the same name are left out, nobody forges an origin. */
    private static final Set<String> OWN = Set.of("room", "cseq", "mid", "from", "ts", "type", "iseq", "cmid");

    private InboxPublish() {}

    /** An item as a packet. */
    static OutgoingPublish of(InboxItem item, Protocol protocol, int qos, boolean byRoom) {
        StoredMessage message = item.message();
        String topic = byRoom ? topic(message) : TOPIC;
        return new OutgoingPublish(
                topic.getBytes(StandardCharsets.UTF_8),
                qos,
                false,
                protocol.is5() ? properties(item) : null,
                message.content().bytes());
    }

    /** {@code $inbox/{kind}/{room}/{from}}, the room with percent signs for what a topic cannot carry. */
    static String topic(StoredMessage message) {
        RoomId room = message.room();
        return TOPIC + "/" + room.kind().name().toLowerCase(Locale.ROOT) + "/" + encode(room.value()) + "/"
                + message.from();
    }

    /** A room as one level of a topic. */
    static String encode(String room) {
        return room.replace("%", "%25").replace("/", "%2F").replace("+", "%2B").replace("#", "%23");
    }

    private static ByteBuf properties(InboxItem item) {
        StoredMessage message = item.message();
        ByteBuf out = Unpooled.buffer(192);
        AttrProperties.user(out, "room", message.room().value());
        AttrProperties.user(out, "cseq", Long.toString(message.cseq()));
        AttrProperties.user(out, "mid", message.mid().toString());
        AttrProperties.user(out, "from", message.from().value());
        AttrProperties.user(out, "ts", Long.toString(message.ts()));
        AttrProperties.user(out, "type", message.content().type());
        AttrProperties.user(out, "iseq", Long.toString(item.iseq()));
        if (item.direction() == InboxItem.Direction.OUT) {
            message.cmid().ifPresent(cmid -> AttrProperties.user(out, "cmid", cmid));
        }
        AttrProperties.write(out, message.content(), OWN);
        return out;
    }
}
