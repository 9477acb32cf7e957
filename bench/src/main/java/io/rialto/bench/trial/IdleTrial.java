package io.rialto.bench.trial;

import io.rialto.bench.client.Storm;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.JavaMemory;
import io.rialto.bench.server.KernelMemory;
import io.rialto.bench.server.Server;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Connections that say nothing: what each of them costs, the parts of it apart. A fresh server each round. */
final class IdleTrial implements Trial {
    private static final int FIRST = 1000;
    /** Until compilers have done what connections gave them to do, and their memory has gone back. */
    private static final double HOLD_SECONDS = 10;

    private static final double KIB = 1024;

    private final Scenario scenario;
    private final Supplier<Ground> grounds;
    private final Door door;
    private final boolean java;

    /** Each round is on new ground; of a JVM more can be told. */
    IdleTrial(Scenario scenario, Supplier<Ground> grounds, Door door, boolean java) {
        this.scenario = scenario;
        this.grounds = grounds;
        this.door = door;
        this.java = java;
    }

    @Override
    public void warmUp(double seconds) {
        // Each round warms its own server with some connections that go again.
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        try (Ground ground = grounds.get()) {
            Server server = ground.server();
            try (Storm first = new Storm(door, server)) {
                first.connect(FIRST);
                first.hold(HOLD_SECONDS);
            }
            Calm.await(server);
            Memory before = Memory.of(server, java);
            int connections = scenario.number("connections");
            try (Storm storm = new Storm(door, server)) {
                storm.connect(connections);
                storm.hold(HOLD_SECONDS);
                long resident = server.usage().residentKib();
                Memory with = Memory.of(server, java);
                Figures figures = new Figures()
                        .with(Metric.RSS_PER_CONNECTION, (resident - before.resident()) * KIB / connections)
                        .with(Metric.KERNEL_PER_CONNECTION, (with.kernel() - before.kernel()) * KIB / connections)
                        .with(Metric.RSS, resident / KIB)
                        .with(Metric.FAULTS, storm.lost());
                if (java) {
                    figures.with(Metric.RSS_COLLECTED, (with.resident() - before.resident()) * KIB / connections)
                            .with(Metric.HEAP_PER_CONNECTION, (with.heap() - before.heap()) * KIB / connections)
                            .with(Metric.DIRECT_PER_CONNECTION, (with.direct() - before.direct()) * KIB / connections);
                }
                results.accept(new Labels(scenario.name(), server.name())
                        .measured(number, connections + " connections", figures));
            }
        }
    }

    @Override
    public void close() {
        // Every round ends what it has started.
    }

    /** In KiB; of a JVM after a collection. */
    private record Memory(long resident, long heap, long direct, long kernel) {
        static Memory of(Server server, boolean java) {
            JavaMemory inside = java ? JavaMemory.afterCollection(server.pid()) : new JavaMemory(0, 0);
            return new Memory(
                    server.usage().residentKib(), inside.heapKib(), inside.directKib(), KernelMemory.slabKib());
        }
    }
}
