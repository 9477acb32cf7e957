package io.rialto.adapter.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How a connection ends after a violation. */
enum CloseAfter implements ChannelFutureListener {
    /**
     * Ends our side of the stream only: a full close while the client's bytes stand unread would reset the connection,
     * and the client would lose the Close frame that tells it why.
     */
    THE_CLOSE_FRAME {
        @Override
        public void operationComplete(ChannelFuture written) {
            Channel channel = written.channel();
            boolean plain = channel.pipeline().get(SslHandler.class) == null;
            if (plain && written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        }
    };

    @Override
    public abstract void operationComplete(ChannelFuture written);
}
