package io.rialto.channel;

import io.netty.channel.EventLoop;
import io.rialto.cluster.Placement;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The uplinks of this node, one per event loop that has connections, however many contexts it has. Safe on any thread. */
public final class Uplinks {
    /** Bytes that one event loop may have under way to the channels' homes. */
    public static final long DEFAULT_LIMIT = 4L << 20;

    private final UploadPost post;
    private final Placement placement;
    private final UplinkLimit limit;
    private final Map<EventLoop, Uplink> byLoop = new ConcurrentHashMap<>();

    /** No uplinks yet. */
    public Uplinks(UploadPost post, Placement placement) {
        this(post, placement, DEFAULT_LIMIT);
    }

    /** No uplinks yet; each will have so many bytes under way before its publishers are asked to wait. */
    public Uplinks(UploadPost post, Placement placement, long limit) {
        this.post = post;
        this.placement = placement;
        this.limit = new UplinkLimit(limit);
    }

    /** The uplink of a context's event loop. */
    public Uplink of(Context context) {
        ContextInternal internal = (ContextInternal) context;
        return byLoop.computeIfAbsent(
                internal.nettyEventLoop(), loop -> new Uplink(internal.unwrap(), post, placement, limit));
    }

    /** Publications refused since the start, since their connections did not stop. */
    public long refused() {
        return limit.refusals();
    }
}
