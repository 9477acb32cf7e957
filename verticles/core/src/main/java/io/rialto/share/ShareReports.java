package io.rialto.share;

import io.netty.channel.EventLoop;
import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What members on this node tell their groups: what the sessions of one event loop tell in one turn leaves together, in
 * order. Safe on any thread.
 */
public final class ShareReports {
    private final Bus bus;
    private final Map<EventLoop, Gathering> byLoop = new ConcurrentHashMap<>();

    /** The one of a node. */
    public ShareReports(Bus bus) {
        this.bus = bus;
    }

    /** Those of the event loop of a context. */
    Gathering of(Context context) {
        ContextInternal internal = (ContextInternal) context;
        return byLoop.computeIfAbsent(internal.nettyEventLoop(), loop -> new Gathering(internal.unwrap()));
    }

    /** The reports of one event loop, confined to it. */
    final class Gathering {
        private final Context context;
        private final Map<Home, List<Report>> gathered = new HashMap<>();

        private Gathering(Context context) {
            this.context = context;
        }

        void tell(Home home, Report report) {
            if (gathered.isEmpty()) {
                context.runOnContext(turnEnds -> leave());
            }
            List<Report> all = gathered.computeIfAbsent(home, any -> new ArrayList<>());
            Report joined = all.isEmpty() ? null : all.get(all.size() - 1).with(report);
            if (joined == null) {
                all.add(report);
            } else {
                all.set(all.size() - 1, joined);
            }
        }

        /** Where a home cannot be reached its members join the group's next one. */
        private void leave() {
            Map<Home, List<Report>> now = Map.copyOf(gathered);
            gathered.clear();
            now.forEach((home, all) -> bus.tell(Address.SHARES, home, new Reports(all)));
        }
    }
}
