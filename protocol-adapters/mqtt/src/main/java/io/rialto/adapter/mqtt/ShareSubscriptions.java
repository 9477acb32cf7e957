package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Share;
import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.ShareName;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The shared subscriptions of one client, {@code $share/GROUP/FILTER} (MQTT 5 §4.8.2; MQTT 3.1.1 clients may have them too),
 * with what was sent to it for them and is not acknowledged. Confined to the connection's event loop.
 */
final class ShareSubscriptions {
    /** The user property of a SUBSCRIBE that asks for an ordered group: {@code topic} or {@code property:NAME}. */
    static final String ORDER = "share-order";

    private record Sent(Share share, long ticket) {}

    private final Link link;
    private final FrameEncoder encoder;
    private final PacketIds ids;
    private final Deliveries deliveries;
    private final Map<ShareName, ShareSubscription> subscriptions = new HashMap<>(0);
    /** By packet id. */
    private final Map<Integer, Sent> sent = new HashMap<>(0);
    /** Those that get nothing until this client takes more. */
    private final Set<Share> paused = new LinkedHashSet<>(0);

    ShareSubscriptions(Link link, FrameEncoder encoder, PacketIds ids, Deliveries deliveries) {
        this.link = link;
        this.encoder = encoder;
        this.ids = ids;
        this.deliveries = deliveries;
    }

    /** How many there are. */
    int size() {
        return subscriptions.size();
    }

    /** What each was granted, by its name. */
    void forEach(BiConsumer<ShareName, Granted> what) {
        subscriptions.forEach((name, one) -> what.accept(name, one.granted()));
    }

    /** Whether there is one with this filter. */
    boolean has(String filter) {
        try {
            return subscriptions.containsKey(ShareName.of(filter));
        } catch (GatewayException none) {
            return false;
        }
    }

    /**
     * Becomes a member of a group, or one that is granted something else.
     *
     * @param order what the client wants the group to go by; null where it does not say
     */
    Future<Integer> subscribe(SubscribePacket.Request asked, int subscriptionId, String order) {
        SubscribePacket.Request request = asked.atMost(maxQos());
        ShareName name = ShareName.of(request.filter());
        ShareKey key = order == null ? null : ShareKey.of(order);
        Granted granted = Granted.of(link.client().protocol(), request, subscriptionId);
        ShareSubscription known = subscriptions.get(name);
        Granted before = known == null ? null : known.granted();
        ShareSubscription one =
                known == null ? new ShareSubscription(link, encoder, ids, deliveries, this, granted) : known;
        one.grant(granted); // at once: the group is told what the member says
        subscriptions.put(name, one);
        one.asked();
        return link.gate()
                .submit(new ChannelCommand.JoinShare(name, one, key))
                .onSuccess(done -> one.stands())
                .onFailure(refused -> {
                    if (one.refused()) {
                        subscriptions.remove(name, one);
                    } else if (before != null) {
                        one.grant(before);
                    }
                })
                .map(done -> request.qos());
    }

    /**
     * Sessions that outlive their connections are granted QoS 1: what they had not acknowledged goes to another member when
     * the connection ends, which nothing that was sent with QoS 2 may do (MQTT-4.8.2-4).
     */
    private int maxQos() {
        return link.gate().session().durable().isPresent() ? 1 : 2;
    }

    /** Ends a membership; what was sent is still to be acknowledged (MQTT-3.10.4-3). */
    Future<Integer> unsubscribe(String filter) {
        if (!has(filter)) {
            return Future.succeededFuture(ReasonCodes.NO_SUBSCRIPTION_EXISTED);
        }
        ShareName name = ShareName.of(filter);
        subscriptions.remove(name);
        return link.gate()
                .session()
                .submit(new ChannelCommand.LeaveShare(name))
                .map(done -> ReasonCodes.SUCCESS)
                .otherwise(ReasonCodes.UNSPECIFIED);
    }

    /** A frame was sent with this packet id. */
    void sent(int packetId, Share share, long ticket) {
        sent.put(packetId, new Sent(share, ticket));
    }

    /** The delivery with this packet id has ended, whatever it was of: acknowledged or refused (MQTT-4.8.2-6). */
    void ended(int packetId) {
        Sent one = sent.remove(packetId);
        if (one != null) {
            one.share().done(one.ticket());
        }
    }

    /** A group gives this client nothing until it takes more. */
    void paused(Share share) {
        paused.add(share);
    }

    /** The socket takes bytes again, or the client has acknowledged something, and nothing else waits. */
    void pump() {
        if (!paused.isEmpty() && ids.free() > 0 && link.queue().isOpen()) {
            List<Share> now = new ArrayList<>(paused);
            paused.clear();
            now.forEach(Share::ready);
        }
    }
}
