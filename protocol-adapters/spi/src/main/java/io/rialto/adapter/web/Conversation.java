package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.OutboundQueue;
import io.rialto.contract.channel.Gap;

/** What is said over one WebSocket. Confined to the connection's event loop. */
public interface Conversation {
    /** Whether binary messages are part of it. */
    boolean takesBinary();

    /** A whole message, which stays the caller's. */
    void message(boolean binary, ByteBuf message);

    /** A note that frames of a channel were dropped; null where the conversation has none. */
    ByteBuf gapNote(Gap gap);

    /** Whether its client relies on being told of every gap ({@link OutboundQueue.Owner#isToldAllGaps}). */
    boolean isToldAllGaps();

    /** Nothing waits any more: what is sent now goes straight to the socket. */
    default void drained() {}

    /** Looks whether a deadline has passed; once a second. */
    void tick(long now);

    /** The server goes away: says goodbye, the connection closes afterwards. */
    void goingAway();

    /** Nothing can be said any more. Called once. */
    void ended();
}
