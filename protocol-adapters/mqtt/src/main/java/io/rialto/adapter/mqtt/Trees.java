package io.rialto.adapter.mqtt;

/**
 * What one client can subscribe to besides channels. Confined to the connection's event loop.
 *
 * @param inbox its account's inbox
 * @param shares its shared subscriptions
 * @param streams its subscriptions to stream rooms
 * @param events what is told that is kept nowhere
 */
record Trees(InboxDelivery inbox, ShareSubscriptions shares, StreamSubscriptions streams, Events events) {}
