package io.rialto.adapter.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.rialto.adapter.Loop;
import io.rialto.adapter.OutboundQueue;

/**
 * The closing handshake of one WebSocket (RFC 6455 §7), whoever begins it. Confined to the connection's event loop.
 */
final class Closing {
    private static final long PATIENCE_MILLIS = 2000;
    /** Ends our side of the stream once the Close has been written. */
    static final ChannelFutureListener END_OUR_SIDE = Closing::endOurSide;

    private final ChannelHandlerContext raw;
    private final OutboundQueue queue;
    private final Runnable onBegin;
    private boolean begun;
    private long deadline;

    /** {@code onBegin} is run once, when nothing more is sent or heard, the Close apart. */
    Closing(ChannelHandlerContext raw, OutboundQueue queue, Runnable onBegin) {
        this.raw = raw;
        this.queue = queue;
        this.onBegin = onBegin;
    }

    boolean isBegun() {
        return begun;
    }

    /** Closes in order: what waits goes out first, then the client has a moment to answer the Close. */
    void inOrder(int code, String reason) {
        if (!begun) {
            queue.write(ServerFrames.close(code, reason));
            begin();
        }
    }

    /** Closes because the client broke the rules: Close, end of the stream, nothing more is heard. */
    void forViolation(int code, String reason) {
        if (!begun) {
            begin();
            queue.close();
            raw.writeAndFlush(ServerFrames.close(code, reason)).addListener(END_OUR_SIDE);
        }
    }

    /** The client's Close: the answer to ours, or its wish, which is answered with the same code. */
    void heard(CloseWebSocketFrame close) {
        if (begun) {
            raw.channel().close();
            return;
        }
        int code = close.statusCode() < 0 ? CloseCode.NORMAL : close.statusCode();
        begin();
        queue.close();
        raw.writeAndFlush(ServerFrames.close(code, "")).addListener(ChannelFutureListener.CLOSE);
    }

    /** The connection is gone. */
    void gone() {
        if (!begun) {
            begin();
        }
        queue.close();
    }

    /** Ends the connection of a client that does not answer the Close. */
    void tick(long now) {
        if (now > deadline) {
            raw.channel().close();
        }
    }

    private void begin() {
        begun = true;
        deadline = Loop.now() + PATIENCE_MILLIS;
        raw.channel().config().setAutoRead(true);
        onBegin.run();
    }

    /**
     * Ends our side of the stream only: a full close while the client's bytes stand unread would reset the connection,
     * and the client would lose the Close frame that tells it why.
     */
    private static void endOurSide(ChannelFuture written) {
        Channel channel = written.channel();
        boolean plain = channel.pipeline().get(SslHandler.class) == null;
        if (plain && written.isSuccess() && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }
}
