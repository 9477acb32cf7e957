package io.rialto.launcher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.rialto.post.LiveSessions;
import io.rialto.storage.Storage;
import io.rialto.storage.StorageHealth;

/** What is measured of the node as such. */
final class NodeMeters {
    private NodeMeters() {}

    static void register(MeterRegistry meters, Storage storage, LiveSessions live) {
        FunctionCounter.builder("rialto.store.commits", storage.health(), health -> (double) health.commits())
                .description("commits that were synced to disk")
                .register(meters);
        FunctionCounter.builder("rialto.store.fallbacks", storage.health(), health -> (double) health.fallbacks())
                .description(
                        "inbox reads from the tables, since how far the database reaches could not be asked for what is in memory")
                .register(meters);
        Gauge.builder("rialto.store.healthy", storage.health(), NodeMeters::healthy)
                .description("1 while the store takes writes")
                .register(meters);
        Gauge.builder("rialto.sessions", live, sessions ->
                        (double) sessions.all().size())
                .description("sessions of this node")
                .register(meters);
    }

    /** How often this process has started its node anew: a number that a node is born with. */
    static void registerRestarts(MeterRegistry meters, long restarts) {
        Counter.builder("rialto.node.restarts")
                .description("how often the node was started anew in its process, in vain or not")
                .register(meters)
                .increment((double) restarts);
    }

    /** What is measured of the JVM until it is closed; blocking, since its beans take a tenth of a second to load. */
    static AutoCloseable registerJvm(MeterRegistry meters) {
        new JvmMemoryMetrics().bindTo(meters);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(meters);
        return collections;
    }

    private static double healthy(StorageHealth health) {
        return health.problem().isEmpty() ? 1 : 0;
    }
}
