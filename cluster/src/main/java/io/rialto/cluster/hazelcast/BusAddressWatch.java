package io.rialto.cluster.hazelcast;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the cluster no longer knows where this node's bus is, or what it listens to, and says both again. A node that
 * removes what one of them had said, since it was gone, may be late: when parts of a split have merged and the node has said
 * it anew. Nothing else says it again, and nobody could reach that node for good. Safe on any thread.
 */
final class BusAddressWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BusAddressWatch.class);

    private final HazelcastMembership membership;
    private final AtomicBoolean isLooking = new AtomicBoolean();

    BusAddressWatch(HazelcastMembership membership) {
        this.membership = membership;
    }

    /** Looks so often from now on, as long as this Vert.x lives, which has joined. */
    void begin(Vertx vertx, Duration interval) {
        vertx.setPeriodic(Math.max(1, interval.toMillis()), timer -> look());
    }

    /** One at a time: while parts merge an answer of the cluster may take longer than the interval. */
    private void look() {
        if (!membership.isActive() || !isLooking.compareAndSet(false, true)) {
            return;
        }
        isKnown()
                .compose(known -> known || !membership.isActive() ? Future.succeededFuture() : sayAgain())
                .onFailure(failure -> LOG.debug("the cluster cannot be asked for this node's addresses", failure))
                .onComplete(looked -> isLooking.set(false));
    }

    private Future<Boolean> isKnown() {
        List<Future<Boolean>> all =
                membership.listenedTo().stream().map(this::isRegistered).toList();
        return Future.all(all).compose(answers -> {
            boolean registered = all.stream().allMatch(Future::result);
            return registered ? hasAddress() : Future.succeededFuture(false);
        });
    }

    private Future<Boolean> hasAddress() {
        Promise<NodeInfo> info = Promise.promise();
        membership.getNodeInfo(membership.getNodeId(), info);
        return info.future()
                .map(true)
                .recover(failure -> failure instanceof VertxException // not a Hazelcast's: it answered
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    private Future<Boolean> isRegistered(String address) {
        Promise<List<RegistrationInfo>> registrations = Promise.promise();
        membership.getRegistrations(address, registrations);
        return registrations
                .future()
                .map(found -> found.stream().anyMatch(one -> one.nodeId().equals(membership.getNodeId()))
                        || !membership.listenedTo().contains(address));
    }

    private Future<Void> sayAgain() {
        LOG.warn("the cluster has forgotten the addresses of this node, which says them again");
        return membership.sayAgain();
    }
}
