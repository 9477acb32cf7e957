package io.rialto.adapter;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.FutureListener;
import io.vertx.core.net.impl.VertxHandler;

/** How a connection is taken from Vert.x, which has accepted it (decisions 37). On the connection's event loop. */
public final class Takeover {
    private static final String LAST = "handler";

    private Takeover() {}

    /** Makes this the last handler of the pipeline, in the place of Vert.x's own, which is told of nothing more. */
    public static void by(ChannelHandler ours, ChannelPipeline pipeline) {
        ChannelHandler theirs = pipeline.replace(LAST, LAST, ours);
        if (theirs instanceof VertxHandler<?> handler
                && handler.getConnection().closeFuture() instanceof FutureListener<?> promise) {
            forgetEnd(pipeline, promise);
        }
    }

    /** Nobody waits for the end by Vert.x's promise, which the channel would keep as long as it lives. */
    @SuppressWarnings("unchecked")
    private static void forgetEnd(ChannelPipeline pipeline, FutureListener<?> promise) {
        pipeline.channel().closeFuture().removeListener((FutureListener<Void>) promise);
    }
}
