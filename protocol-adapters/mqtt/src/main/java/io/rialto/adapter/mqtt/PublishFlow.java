package io.rialto.adapter.mqtt;

import io.rialto.adapter.DropReason;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a client's publishes: messages to rooms, frames to channels, stream rooms. Confined to the connection's
 * event loop.
 */
final class PublishFlow {
    private static final Logger LOG = LoggerFactory.getLogger(PublishFlow.class);
    private static final String CMID = "cmid";

    private final Link link;
    private final InboundWindow window;
    private final StreamPublishes streams;
    private final TopicAliases aliases = new TopicAliases();

    PublishFlow(Link link, InboundWindow window, StreamPublishes streams) {
        this.link = link;
        this.window = window;
        this.streams = streams;
    }

    /** Takes a PUBLISH. */
    void on(PublishPacket publish) {
        link.door().metrics().received(1);
        link.door().traffic().publishReceived(publish.qos());
        String topic = aliases.resolve(publish);
        if (window.repeats(publish)) {
            return;
        }
        if (StreamTopic.is(topic)) {
            streams.on(topic, publish);
        } else {
            route(topic, publish);
        }
    }

    /** Publishes the client's will; what it had the right to when it came it may have lost since, which is counted. */
    void will(Will will) {
        try {
            if (StreamTopic.is(will.topic())) {
                streams.will(will.asPublish(), this::willDone);
            } else {
                say(will);
            }
        } catch (GatewayException refused) {
            willDone(refused);
        }
    }

    private void say(Will will) {
        PublishPacket publish = will.asPublish();
        Content content = will.content();
        RoomId room = room(will.topic());
        if (room == null) {
            Publication.Receipt receipt = (failure, matched) -> willDone(failure);
            link.gate().publish(publication(will.topic(), publish, content, receipt, 0));
        } else {
            link.gate().submit(said(will.topic(), publish, room, content)).onFailure(this::willDone);
        }
    }

    private void willDone(Throwable failure) {
        if (failure != null) {
            LOG.debug("a will of {} is lost", link.gate().session().info().account(), failure);
            link.door().metrics().dropped(DropReason.REFUSED, 1);
        }
    }

    private void route(String topic, PublishPacket publish) {
        boolean plain = publish.qos() == 0 && topic.charAt(0) != '$';
        Publication.Receipt receipt = plain ? null : window.take(publish);
        try {
            Content content = AttrProperties.content(publish.properties(), publish.payload());
            RoomId room = room(topic);
            if (room == null) {
                link.gate().publish(publication(topic, publish, content, receipt, window.marked(publish)));
            } else {
                say(topic, publish, room, content, receipt);
            }
        } catch (GatewayException refused) {
            refuse(refused, receipt);
        }
    }

    /** What a durable session says with QoS 2 counts once, whether its client names it or not. */
    private void say(String topic, PublishPacket publish, RoomId room, Content content, Publication.Receipt receipt) {
        Command<?> said = said(topic, publish, room, content);
        Future<?> done = said instanceof MessageCommand.SendMessage message && message.cmid() == null
                ? window.named(publish, cmid -> link.gate()
                        .submit(new MessageCommand.SendMessage(message.room(), cmid, message.content())))
                : link.gate().submit(said);
        done.onComplete((sent, failure) -> receipt.done(failure, true));
    }

    /** What only the gateway says, a content type must not say either (lessons W-45). */
    static void requireOwnType(Properties properties) {
        String type = properties.text(Property.CONTENT_TYPE);
        if (type != null && Erasure.isReserved(type)) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "only the gateway says " + type);
        }
    }

    private static Command<?> said(String topic, PublishPacket publish, RoomId room, Content content) {
        requireOwnType(publish.properties());
        return TopicMapper.said(topic, room, cmid(publish), content);
    }

    private void refuse(GatewayException refused, Publication.Receipt receipt) {
        if (receipt == null) {
            link.door().metrics().dropped(DropReason.REFUSED, 1);
        } else {
            receipt.done(refused, false);
        }
    }

    private RoomId room(String topic) {
        return TopicMapper.room(topic, link.gate().session().info().account());
    }

    private static Publication publication(
            String topic, PublishPacket publish, Content content, Publication.Receipt receipt, int packetId) {
        return new Publication(
                topic, content, publish.qos(), publish.retain(), expiresAt(publish.properties()), receipt, packetId);
    }

    private static String cmid(PublishPacket publish) {
        return publish.properties().user(CMID);
    }

    private static long expiresAt(Properties properties) {
        return properties.has(Property.MESSAGE_EXPIRY)
                ? System.currentTimeMillis() + 1000 * properties.number(Property.MESSAGE_EXPIRY, 0)
                : Long.MAX_VALUE;
    }
}
