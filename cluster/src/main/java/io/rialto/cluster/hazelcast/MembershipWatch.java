package io.rialto.cluster.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;

/**
 * Notices that Hazelcast has ended although Vert.x did not leave. It looks again and again: Hazelcast shuts itself down
 * without telling its listeners when a join is refused, when its members do not go together, when memory runs out. Safe on
 * any thread.
 */
final class MembershipWatch {
    private final HazelcastClusterManager clusterManager;
    private final Promise<String> ended = Promise.promise();
    private final Promise<Void> gone = Promise.promise();

    MembershipWatch(HazelcastClusterManager clusterManager) {
        this.clusterManager = clusterManager;
    }

    /** Watches from now on, as long as this Vert.x lives, which has joined. */
    void begin(Vertx vertx, Duration interval) {
        clusterManager
                .getHazelcastInstance()
                .getLifecycleService()
                .addLifecycleListener(event -> told(vertx, event.getState()));
        vertx.setPeriodic(Math.max(1, interval.toMillis()), timer -> look(vertx));
    }

    /** Completes with what was noticed, on any thread; never where Vert.x leaves before. */
    Future<String> ended() {
        return ended.future();
    }

    /** Done when Hazelcast has neither a thread nor a port any more; at once where it has not ended by itself. */
    Future<Void> gone() {
        return ended.future().isComplete() ? gone.future() : Future.succeededFuture();
    }

    private void told(Vertx vertx, LifecycleState state) {
        if ((state == LifecycleState.SHUTTING_DOWN || state == LifecycleState.SHUTDOWN) && clusterManager.isActive()) {
            end(vertx, "Hazelcast shuts down");
        }
    }

    /** Whoever leaves says so to the manager first, so it is to be asked last. */
    private void look(Vertx vertx) {
        boolean running =
                clusterManager.getHazelcastInstance().getLifecycleService().isRunning();
        if (!running && clusterManager.isActive()) {
            end(vertx, "Hazelcast has shut itself down without a word");
        }
    }

    /** An instance that has shut itself down is still among those of the process until it is terminated. */
    private void end(Vertx vertx, String why) {
        if (ended.tryComplete(why)) {
            HazelcastInstance instance = clusterManager.getHazelcastInstance();
            vertx.<Void>executeBlocking(
                            () -> {
                                instance.getLifecycleService().terminate();
                                return null;
                            },
                            false)
                    .onComplete(gone);
        }
    }
}
