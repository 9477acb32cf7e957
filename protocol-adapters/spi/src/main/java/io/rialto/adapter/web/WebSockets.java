package io.rialto.adapter.web;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Takeover;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * What all WebSockets of one door have in common. Safe on any thread.
 *
 * @param maxFrameBeforeLogin bytes of one message until {@link WebSocketConnection#raiseLimit}
 * @param maxFrame bytes of one message from then on
 */
public record WebSockets(Doors doors, DoorMetrics metrics, int maxFrameBeforeLogin, int maxFrame) {
    /** The smaller limit is never above the other. */
    public WebSockets {
        maxFrameBeforeLogin = Math.min(maxFrameBeforeLogin, maxFrame);
    }

    /**
     * Takes the channel over right after the handshake: Vert.x's frame decoder answers violations without a Close, its
     * last handler keeps two queues per connection (decisions 37).
     */
    public void accept(ServerWebSocket socket, WebSocketConnection.Conversations conversations) {
        ChannelPipeline pipeline =
                ((WebSocketInternal) socket).channelHandlerContext().pipeline();
        ContextInternal context = ContextInternal.current().unwrap();
        BoundedFrameDecoder decoder = new BoundedFrameDecoder(maxFrameBeforeLogin, maxFrame);
        ChannelHandler connection = new WebSocketConnection(this, context, decoder, conversations);
        pipeline.replace("wsdecoder", "wsdecoder", decoder);
        pipeline.remove("wsencoder");
        pipeline.addAfter("wsdecoder", "utf8", new Utf8FrameValidator(false));
        Takeover.by(connection, pipeline);
    }
}
