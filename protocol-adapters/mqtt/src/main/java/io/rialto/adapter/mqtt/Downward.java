package io.rialto.adapter.mqtt;

/**
 * What goes to one client: made with its first subscription. Confined to the connection's event loop.
 *
 * @param ids the packet ids under way
 * @param gaps what it has missed and was not told of
 * @param window the frames with QoS 1 and 2
 * @param inbox the account's inbox
 * @param shares its shared subscriptions
 * @param streams its subscriptions to stream rooms
 * @param events what is told that is kept nowhere
 * @param subscriptions all its subscriptions
 */
record Downward(
        PacketIds ids,
        UntoldGaps gaps,
        OutboundWindow window,
        InboxDelivery inbox,
        ShareSubscriptions shares,
        StreamSubscriptions streams,
        Events events,
        SubscribeFlow subscriptions) {
    /** Nothing subscribed to yet. */
    static Downward of(Link link) {
        PacketIds ids = new PacketIds(link.client().window());
        UntoldGaps gaps = new UntoldGaps(link.client());
        FrameEncoder encoder = new FrameEncoder(link);
        OutboundWindow window = new OutboundWindow(link, encoder, ids, gaps);
        InboxDelivery inbox = new InboxDelivery(link, ids);
        StreamSubscriptions streams = new StreamSubscriptions(link, new StreamDeliveries(link, gaps));
        Deliveries deliveries = new Deliveries(link, encoder, window, gaps);
        Events events = new Events(link);
        ShareSubscriptions shares = new ShareSubscriptions(link, encoder, ids, deliveries);
        SubscribeFlow subscriptions = new SubscribeFlow(link, deliveries, inbox, shares, streams, events);
        return new Downward(ids, gaps, window, inbox, shares, streams, events, subscriptions);
    }
}
