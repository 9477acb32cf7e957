package io.rialto.adapter.mqtt;

/**
 * What one client publishes: made with its first publish. Confined to the connection's event loop.
 *
 * @param window the publishes that are not answered yet
 * @param frames those to stream rooms
 * @param publishes all
 * @param lastTopic the topic of the last one
 */
record Upward(InboundWindow window, StreamPublishes frames, PublishFlow publishes, LastTopic lastTopic) {
    /** Nothing published yet. */
    static Upward of(Link link) {
        InboundWindow window = new InboundWindow(link);
        StreamPublishes frames = new StreamPublishes(link, window);
        return new Upward(window, frames, new PublishFlow(link, window, frames), new LastTopic());
    }
}
