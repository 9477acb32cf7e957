package io.rialto.share;

import io.netty.channel.EventLoop;
import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.contract.command.Done;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What members on this node tell their groups: what the sessions of one event loop tell in one turn leaves together, in
 * order. Safe on any thread.
 */
public final class ShareReports {
    /** A home that does not answer for so long when this node stops is not waited for. */
    private static final long PATIENCE_MILLIS = 1000;

    private final Bus bus;
    private final Map<EventLoop, Gathering> byLoop = new ConcurrentHashMap<>();

    /** The one of a node. */
    public ShareReports(Bus bus) {
        this.bus = bus;
    }

    /** Those of the event loop of a context. */
    public Gathering of(Context context) {
        ContextInternal internal = (ContextInternal) context;
        return byLoop.computeIfAbsent(internal.nettyEventLoop(), loop -> new Gathering(internal.unwrap()));
    }

    /** Done when the groups have heard what was told before this, as far as their homes answer. */
    public Future<Void> settle() {
        List<Future<Void>> heard =
                byLoop.values().stream().map(Gathering::settle).toList();
        return Future.join(heard).transform((all, failure) -> Future.succeededFuture());
    }

    /** The reports of one event loop, confined to it. */
    public final class Gathering {
        private final Context context;
        private final Map<Home, List<Report>> gathered = new HashMap<>();
        /** Who was told anything since it was last asked whether it has heard everything. */
        private final Set<Home> told = new HashSet<>();

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
            told.addAll(now.keySet());
            now.forEach((home, all) -> bus.tell(Address.SHARES, home, new Reports(all)));
        }

        /** From any thread. */
        private Future<Void> settle() {
            Promise<Void> settled = Promise.promise();
            context.runOnContext(now -> {
                leave();
                List<Future<Done>> heard = told.stream().map(this::hearOut).toList();
                told.clear();
                Future.join(heard).<Void>mapEmpty().onComplete(settled);
            });
            return settled.future();
        }

        /** Behind everything that it was told before. */
        private Future<Done> hearOut(Home home) {
            return bus.<Done>ask(Address.SHARES, home, null, null, new HearOut())
                    .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
