package io.rialto.channel;

import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.vertx.core.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The uplinks of this node, one per context that has connections. Safe on any thread. */
public final class Uplinks {
    private final Bus bus;
    private final Placement placement;
    private final Map<Context, Uplink> byContext = new ConcurrentHashMap<>();

    /** No uplinks yet. */
    public Uplinks(Bus bus, Placement placement) {
        this.bus = bus;
        this.placement = placement;
    }

    /** The uplink of a context. */
    public Uplink of(Context context) {
        return byContext.computeIfAbsent(context, any -> new Uplink(any, bus, placement));
    }
}
