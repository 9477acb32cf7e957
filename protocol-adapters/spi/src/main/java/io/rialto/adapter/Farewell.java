package io.rialto.adapter;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.rialto.adapter.web.BinaryStream;

/** The end of a connection, said in order. */
public final class Farewell {
    private Farewell() {}

    /**
     * Flushes what was written, with these last words where there are any, then closes. The client is given a moment to
     * read them, its connection looks after that: closing while bytes of it are unread would reset the connection under
     * its hands.
     */
    public static void say(ChannelHandlerContext ctx, ByteBuf lastWords) {
        if (lastWords == null || !ctx.channel().isWritable()) {
            ReferenceCountUtil.release(lastWords);
            ctx.flush();
            ctx.close();
            return;
        }
        ctx.writeAndFlush(lastWords).addListener(done -> {
            if (done.isSuccess() && canCloseHalf(ctx)) {
                ((DuplexChannel) ctx.channel()).shutdownOutput();
                ctx.channel().config().setAutoRead(true);
            } else {
                ctx.close();
            }
        });
    }

    /** TLS says goodbye by itself, a WebSocket as well. */
    private static boolean canCloseHalf(ChannelHandlerContext ctx) {
        return ctx.channel() instanceof DuplexChannel
                && ctx.pipeline().get("ssl") == null
                && ctx.pipeline().get(BinaryStream.class) == null;
    }
}
