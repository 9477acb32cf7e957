package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.id.Topics;

/**
 * What is published for a client that goes without saying so (MQTT 5 §3.1.2.5). Its delay counts as 0: sessions end with
 * their connection.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record Will(String topic, int qos, boolean retain, Properties properties, byte[] payload) {
    private static final int RETAIN = 0x20;

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

    /** The packet that its client would have sent. */
    PublishPacket asPublish() {
        return new PublishPacket(qos, false, retain, topic, 0, properties, payload);
    }
}
