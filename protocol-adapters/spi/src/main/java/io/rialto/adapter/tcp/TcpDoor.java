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
import io.rialto.adapter.Takeover;

/**
 * What all connections of a door that speaks bytes of its own have in common, wherever they come in. Safe on any thread.
 *
 * @param admission counts the connections of all its instances
 * @param begin begins what is said on a connection
 * @param refusal tells a client that it is not let in
 */
public record TcpDoor(
        Doors doors, Admission admission, DoorMetrics metrics, TcpConversation.Begin begin, Refusal refusal) {
    /** Tells a client why it is not let in, where the protocol can, then closes. */
    @FunctionalInterface
    public interface Refusal {
        /** Says nothing. */
        Refusal SILENT = (channel, why) -> channel.close();

        /** For a channel whose last handler is still Vert.x's own. On its event loop. */
        void say(Channel channel, Admission.Verdict why);
    }

    /** One for all: what it has learned of a connection stands in a handle of that connection. */
    private static final RecvByteBufAllocator RECEIVE = new AdaptiveRecvByteBufAllocator();

    /** Whether a connection is let in; else it is being told, or was closed where the door is full. */
    Admission.Verdict enter(Channel channel) {
        Admission.Verdict verdict = admission.enter(channel);
        switch (verdict) {
            case ADMITTED -> {
                // The caller installs its connection.
            }
            case FULL -> channel.close();
            case ADDRESS_FULL, TOO_FAST -> refusal.say(channel, verdict);
        }
        return verdict;
    }

    /** Makes this connection the last handler of the channel's pipeline, in the place of Vert.x's own (decisions 37). */
    void install(Channel channel, TcpConnection connection) {
        channel.config().setRecvByteBufAllocator(RECEIVE);
        Takeover.by(connection, channel.pipeline());
    }

    Loop loop(Channel channel) {
        return doors.loops().of(channel.eventLoop());
    }

    OutboundQueue queue(ChannelHandlerContext out, Loop loop, OutboundQueue.Owner owner) {
        return new OutboundQueue(out, loop, doors.bounds(), owner, metrics);
    }
}
