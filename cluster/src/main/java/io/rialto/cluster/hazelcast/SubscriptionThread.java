package io.rialto.cluster.hazelcast;

import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that vertx-hazelcast tells Vert.x of changed subscriptions on. vertx-hazelcast 5.0 never ends it, not even when
 * Vert.x leaves in order, and hands it out to nobody: its executor is looked for where it is kept. Where another version keeps
 * it elsewhere the thread stays, which is said.
 */
final class SubscriptionThread {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionThread.class);
    private static final List<String> WAY = List.of("subsMapHelper", "throttling", "executorService");

    private SubscriptionThread() {}

    /** Ends the thread of a manager that has left, or whose Hazelcast has ended: nothing comes on it any more. */
    static void end(HazelcastClusterManager left) {
        try {
            Object at = left;
            Class<?> type = HazelcastClusterManager.class;
            for (String name : WAY) {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                at = field.get(at);
                if (at == null) {
                    return; // Vert.x had not joined
                }
                type = at.getClass();
            }
            ((ExecutorService) at).shutdownNow();
        } catch (ReflectiveOperationException | RuntimeException elsewhere) {
            LOG.warn("a thread of vertx-hazelcast stays behind, for it is not where it was: {}", elsewhere.toString());
        }
    }
}
