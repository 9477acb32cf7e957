package io.rialto.adapter.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.rialto.adapter.OutboundQueue;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.vertx.core.Context;

/**
 * What is said over one TCP connection. Confined to the connection's event loop; every call finds the connection's
 * context.
 */
public interface TcpConversation {
    /** Begins the conversation of a connection. */
    @FunctionalInterface
    interface Begin {
        /**
         * Nothing said yet.
         *
         * @param ctx the end of the pipeline
         * @param context the connection's
         * @param queue what is to be written
         */
        TcpConversation on(ChannelHandlerContext ctx, Context context, OutboundQueue queue);
    }

    /** Takes over bytes that were received. */
    void received(ByteBuf bytes);

    /** Looks whether a deadline has passed; once a second. */
    void tick(long now);

    /** A note that frames do not come; null where it tells in another way or cannot tell. */
    ByteBuf gapNote(Gap gap);

    /** Whether its client relies on being told of every gap ({@link OutboundQueue.Owner#isToldAllGaps}). */
    boolean isToldAllGaps();

    /** The bytes of a run on its way to the socket, with what is to be told within them. Takes over the buffer. */
    default ByteBuf passing(Run run, ByteBuf bytes) {
        return bytes;
    }

    /** Nothing waits any more: what is written now goes straight to the socket. */
    void drained();

    /** The other side takes nothing any more: says so if the protocol can, then closes. */
    void tooSlow();

    /** The gateway goes away: says so if the protocol can, then closes. */
    void goingAway();

    /** Nothing can be said any more. Called once. */
    void ended();
}
