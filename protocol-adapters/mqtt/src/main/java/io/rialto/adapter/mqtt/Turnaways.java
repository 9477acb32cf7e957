package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rialto.adapter.Admission;
import io.rialto.adapter.Farewell;
import io.rialto.adapter.tcp.TcpDoor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells clients that are not let in why, in the words of the protocol that their CONNECT asks for: only a few at a time,
 * for a moment each, so that it costs little whoever comes. Safe on any thread.
 */
final class Turnaways implements TcpDoor.Refusal {
    private static final int AT_A_TIME = 256;
    private static final long PATIENCE_SECONDS = 2;

    private final int maxPacket;
    private final Traffic traffic;
    private final AtomicInteger told = new AtomicInteger();

    /** Nobody turned away; {@code maxPacket} is the size of the largest CONNECT that is read. */
    Turnaways(int maxPacket, Traffic traffic) {
        this.maxPacket = maxPacket;
        this.traffic = traffic;
    }

    @Override
    public void say(Channel channel, Admission.Verdict why) {
        if (told.incrementAndGet() > AT_A_TIME) {
            told.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> told.decrementAndGet());
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        channel.pipeline().replace("handler", "handler", new Listener(maxPacket, traffic, code(why)));
    }

    private static int code(Admission.Verdict why) {
        return why == Admission.Verdict.TOO_FAST ? ReasonCodes.CONNECTION_RATE_EXCEEDED : ReasonCodes.QUOTA_EXCEEDED;
    }

    /** Hears the CONNECT of one client. Confined to its event loop. */
    private static final class Listener extends ChannelInboundHandlerAdapter {
        private final PacketReader reader;
        private final Traffic traffic;
        private final int code;
        private boolean over;

        Listener(int maxPacket, Traffic traffic, int code) {
            this.reader = new PacketReader(maxPacket);
            this.traffic = traffic;
            this.code = code;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object received) {
            if (over) {
                ((ByteBuf) received).release();
                return;
            }
            reader.add(ctx.alloc(), (ByteBuf) received);
            try {
                ByteBuf packet = reader.next();
                if (packet != null) {
                    answer(ctx, ConnectPacket.readProtocol(packet));
                }
            } catch (MalformedPacket | ConnectRefused wrong) {
                end();
                ctx.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            end();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        private void answer(ChannelHandlerContext ctx, Protocol protocol) {
            end();
            int told = protocol.is5() ? code : ReasonCodes.V3_UNAVAILABLE;
            traffic.sent(PacketType.CONNACK, told);
            Farewell.say(ctx, Packets.refused(protocol, told));
        }

        private void end() {
            over = true;
            reader.close();
        }
    }
}
