package io.rialto.bench.trial;

import io.rialto.bench.client.Storm;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Server;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Connections one after another, 64 at a time, on a server that has just started; again until it is warm. */
final class StormTrial implements Trial {
    /** A virtual machine compiles for so many times ten thousand connections; before that it is its compiler that is measured. */
    private static final int STORMS = 16;

    private static final double MICROS = 1e6;
    private static final double KIB_PER_MIB = 1024;

    private final Scenario scenario;
    private final Supplier<Ground> grounds;
    private final Door door;

    /** Each round is on new ground. */
    StormTrial(Scenario scenario, Supplier<Ground> grounds, Door door) {
        this.scenario = scenario;
        this.grounds = grounds;
        this.door = door;
    }

    @Override
    public void warmUp(double seconds) {
        // A cold server is part of what is measured.
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        try (Ground ground = grounds.get()) {
            Labels labels = new Labels(scenario.name(), ground.server().name());
            for (int storm = 1; storm <= STORMS; storm++) {
                Figures figures = storm(ground.server());
                if (storm == 1) {
                    results.accept(labels.measured(number, "cold", figures));
                } else if (storm == STORMS) {
                    results.accept(labels.measured(number, "warm, the " + STORMS + "th", figures));
                }
                Calm.await(ground.server());
            }
        }
    }

    private Figures storm(Server server) {
        int connections = scenario.number("connections");
        try (Storm storm = new Storm(door, server)) {
            Calm.await(server);
            double before = server.usage().cpu();
            storm.connect(connections);
            double used = server.usage().cpu() - before;
            return new Figures()
                    .with(Metric.CONNECTIONS, connections / storm.seconds())
                    .with(Metric.CPU_PER_CONNECTION, used * MICROS / connections)
                    .with(Metric.RSS, server.usage().residentKib() / KIB_PER_MIB)
                    .with(Metric.FAULTS, storm.lost())
                    .with(storm.latency());
        }
    }

    @Override
    public void close() {
        // Every round ends what it has started.
    }
}
