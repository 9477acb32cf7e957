package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** An UNSUBSCRIBE of a client (MQTT 5 §3.10). */
record UnsubscribePacket(int packetId, List<String> filters) {
    static UnsubscribePacket read(ByteBuf in, Protocol protocol) {
        int packetId = Wire.readPacketId(in);
        Properties.read(in, protocol, Property.Place.UNSUBSCRIBE);
        List<String> filters = new ArrayList<>();
        while (in.isReadable()) {
            filters.add(Wire.readText(in));
        }
        if (filters.isEmpty()) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "UNSUBSCRIBE without a filter");
        }
        return new UnsubscribePacket(packetId, filters);
    }
}
