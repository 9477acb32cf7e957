package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.Topics;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.WillPlace;

/**
 * What is published for a client that goes without saying so (MQTT 5 §3.1.2.5). Its delay counts as far as its session
 * outlives its connection.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record Will(String topic, int qos, boolean retain, Properties properties, byte[] payload) {
    private static final int RETAIN = 0x20;
    private static final long FOR_EVER = 0xFFFF_FFFFL;

    static Will read(ByteBuf in, Protocol protocol, int connectFlags) {
        Properties properties = Properties.read(in, protocol, Property.Place.WILL);
        String topic = Wire.readText(in);
        byte[] payload = Wire.readBinary(in);
        if (topic.isEmpty() || Topics.hasWildcard(topic)) {
            throw new MalformedPacket(ReasonCodes.TOPIC_NAME_INVALID, "will topic is no topic");
        }
        if (properties.number(Property.PAYLOAD_FORMAT, 0) == 1 && !Wire.isUtf8(payload)) {
            throw new MalformedPacket(ReasonCodes.PAYLOAD_FORMAT_INVALID, "will is not the text it says it is");
        }
        return new Will(topic, (connectFlags >> 3) & 3, (connectFlags & RETAIN) != 0, properties, payload);
    }

    /** Seconds of an MQTT property in milliseconds; the largest are for ever. */
    static long millis(long seconds) {
        return seconds >= FOR_EVER ? DurableWish.FOR_EVER : 1000 * seconds;
    }

    /** How long after the end of the connection it is published, while the session lives on. */
    long delayMillis() {
        return millis(properties.number(Property.WILL_DELAY, 0));
    }

    /** Whether it is published some time after the end of the connection, where the session outlives that. */
    boolean waits() {
        return delayMillis() > 0 && durable() != null;
    }

    /** The same for core to publish; null where it is for a place that only the door knows, or cannot be said at all. */
    DurableWill durable() {
        if (topic.startsWith("$")) {
            return null;
        }
        try {
            Content content = content();
            long life = properties.has(Property.MESSAGE_EXPIRY)
                    ? 1000 * properties.number(Property.MESSAGE_EXPIRY, 0)
                    : Long.MAX_VALUE;
            return new DurableWill(topic, content, qos, retain, life, delayMillis());
        } catch (GatewayException tooLarge) {
            return null;
        }
    }

    /** Where it goes that is for no channel; null where it is for one. Refuses what could not be published to anybody. */
    WillPlace place() {
        content();
        if (!topic.startsWith("$")) {
            return null;
        }
        WillPlace place = TopicMapper.willPlace(topic);
        PublishFlow.requireOwnType(properties);
        return place;
    }

    /** What it says; refuses what is none, or too much. */
    Content content() {
        return AttrProperties.content(properties, payload);
    }

    /** The packet that its client would have sent. */
    PublishPacket asPublish() {
        return new PublishPacket(qos, false, retain, topic, 0, properties, payload);
    }
}
