package io.rialto.adapter.tcp;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Loop;
import io.rialto.adapter.OutboundQueue;

/**
 * What all connections of a door that speaks bytes of its own have in common, wherever they come in. Safe on any thread.
 *
 * @param admission counts the connections of all its instances
 * @param begin begins what is said on a connection
 */
public record TcpDoor(Doors doors, Admission admission, DoorMetrics metrics, TcpConversation.Begin begin) {
    /** One for all: what it has learned of a connection stands in a handle of that connection. */
    private static final RecvByteBufAllocator RECEIVE = new AdaptiveRecvByteBufAllocator();

    /** Makes this connection the last handler of the channel's pipeline, in the place of Vert.x's own (decisions 37). */
    void install(Channel channel, TcpConnection connection) {
        channel.config().setRecvByteBufAllocator(RECEIVE);
        channel.pipeline().replace("handler", "handler", connection);
    }

    Loop loop(Channel channel) {
        return doors.loops().of(channel.eventLoop());
    }

    OutboundQueue queue(ChannelHandlerContext out, Loop loop, OutboundQueue.Owner owner) {
        return new OutboundQueue(out, loop, doors.bounds(), owner, metrics);
    }
}
