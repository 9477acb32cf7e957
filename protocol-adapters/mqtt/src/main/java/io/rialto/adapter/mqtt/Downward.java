package io.rialto.adapter.mqtt;

import io.rialto.contract.session.DurableSession;

/**
 * What goes to one client: made with its first subscription. Confined to the connection's event loop.
 *
 * @param ids the packet ids under way
 * @param gaps what it has missed and was not told of
 * @param window the frames with QoS 1 and 2
 * @param trees what it can subscribe to besides channels
 * @param subscriptions all its subscriptions
 * @param durable the queue of its session; null where nothing outlives the connection
 */
record Downward(
        PacketIds ids,
        UntoldGaps gaps,
        OutboundWindow window,
        Trees trees,
        SubscribeFlow subscriptions,
        DurableDelivery durable) {
    /** Nothing subscribed to yet on this connection. */
    static Downward of(Link link) {
        DurableSession kept = link.gate().session().durable().orElse(null);
        PacketIds ids =
                new PacketIds(link.client().window(), link.door().traffic().inFlight());
        UntoldGaps gaps =
                new UntoldGaps(link.client(), link.door().doors().bounds().gapTopics());
        FrameEncoder encoder = new FrameEncoder(link);
        OutboundWindow window = new OutboundWindow(link, encoder, ids, gaps);
        DurableIds durableIds = kept == null ? null : new DurableIds(ids, kept.outbound());
        Deliveries deliveries = new Deliveries(link, encoder, window, gaps);
        Trees trees = new Trees(
                new InboxDelivery(link, ids, durableIds),
                new ShareSubscriptions(link, encoder, ids, deliveries),
                new StreamSubscriptions(link, new StreamDeliveries(link, gaps)),
                new Events(link));
        SubscribeFlow subscriptions = new SubscribeFlow(link, deliveries, trees, new DurableSubscriptions(kept));
        return new Downward(
                ids,
                gaps,
                window,
                trees,
                subscriptions,
                kept == null ? null : new DurableDelivery(link, kept, durableIds));
    }
}
