package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;

/**
 * A PUBLISH of a client (MQTT 5 §3.3).
 *
 * @param topic empty where the alias says it
 * @param packetId 0 with QoS 0
 */
@SuppressWarnings("ArrayRecordComponent") // bytes cross this door without a copy; nobody writes into them
record PublishPacket(
        int qos, boolean dup, boolean retain, String topic, int packetId, Properties properties, byte[] payload) {
    static PublishPacket read(int header, ByteBuf in, Protocol protocol, LastTopic lastTopic) {
        int qos = (header >> 1) & 3;
        boolean dup = (header & 8) != 0;
        if (dup && qos == 0) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "dup with QoS 0");
        }
        String topic = lastTopic.read(in);
        int packetId = qos == 0 ? 0 : Wire.readPacketId(in);
        Properties properties = Properties.read(in, protocol, Property.Place.PUBLISH);
        byte[] payload = new byte[in.readableBytes()];
        in.readBytes(payload);
        return new PublishPacket(qos, dup, (header & 1) != 0, topic, packetId, properties, payload);
    }
}
