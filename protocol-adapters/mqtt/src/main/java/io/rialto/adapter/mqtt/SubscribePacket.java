package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.id.ShareName;
import java.util.ArrayList;
import java.util.List;

/**
 * A SUBSCRIBE of a client (MQTT 5 §3.8).
 *
 * @param subscriptionId 0 where there is none
 * @param shareOrder what the order of its shared subscriptions is to go by; null where the client does not say
 */
record SubscribePacket(int packetId, int subscriptionId, String shareOrder, List<Request> requests) {
    /**
     * One filter with what is wanted of it.
     *
     * @param retainHandling 0: retained values always, 1: only with a new subscription, 2: never
     */
    record Request(String filter, int qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {
        /** The same with a lower QoS, where it asks for more than this. */
        Request atMost(int most) {
            return qos <= most ? this : new Request(filter, most, noLocal, retainAsPublished, retainHandling);
        }
    }

    static SubscribePacket read(ByteBuf in, Protocol protocol) {
        int packetId = Wire.readPacketId(in);
        Properties properties = Properties.read(in, protocol, Property.Place.SUBSCRIBE);
        int subscriptionId = (int) properties.number(Property.SUBSCRIPTION_ID, 0);
        if (properties.has(Property.SUBSCRIPTION_ID) && subscriptionId == 0) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "subscription identifier is 0");
        }
        List<Request> requests = new ArrayList<>();
        while (in.isReadable()) {
            requests.add(request(Wire.readText(in), Wire.readByte(in), protocol));
        }
        if (requests.isEmpty()) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "SUBSCRIBE without a filter");
        }
        return new SubscribePacket(packetId, subscriptionId, properties.user(ShareSubscriptions.ORDER), requests);
    }

    private static Request request(String filter, int options, Protocol protocol) {
        int qos = options & 3;
        int retainHandling = (options >> 4) & 3;
        int reserved = protocol.is5() ? options & 0xC0 : options & 0xFC;
        if (reserved != 0) {
            throw new MalformedPacket(ReasonCodes.MALFORMED, "subscription options " + options);
        }
        if (qos == 3 || retainHandling == 3) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "subscription options " + options);
        }
        boolean noLocal = (options & 4) != 0;
        if (noLocal && ShareName.is(filter)) {
            throw new MalformedPacket(
                    ReasonCodes.PROTOCOL_ERROR, "No Local with a shared subscription"); // MQTT-3.8.3-4
        }
        return new Request(filter, qos, noLocal, (options & 8) != 0, retainHandling);
    }
}
