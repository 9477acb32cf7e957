package io.rialto.bench.trial;

import io.rialto.bench.client.Load;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
import java.util.List;
import java.util.function.Consumer;

/** A paced fan-out, first without, then with subscribers who stop reading: what the others notice, what it takes to keep up. */
final class SlowTrial implements Trial {
    /** Long enough for what waits for those who do not read to have reached its bound. */
    private static final double FILL_SECONDS = 3;

    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;
    private static final double KIB = 1024;

    private final Scenario scenario;
    private final Ground ground;
    private final Door door;
    private final Labels labels;
    private String trouble = "";

    SlowTrial(Scenario scenario, Ground ground, Door door) {
        this.scenario = scenario;
        this.ground = ground;
        this.door = door;
        this.labels = new Labels(scenario.name(), ground.server().name());
    }

    @Override
    public void warmUp(double seconds) {
        try (Load load = connect(0)) {
            load.openLoop(seconds, scenario.traffic().rate());
            load.drain(DRAIN_SECONDS);
        }
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        try (Load load = connect(0)) {
            load.openLoop(ROUND_WARM_UP, scenario.traffic().rate());
            results.accept(labels.measured(
                    number,
                    "all read",
                    new Phases(load, ground).open(seconds, scenario.traffic().rate())));
        }
        int slow = scenario.number("slow");
        long before = ground.server().usage().residentKib();
        try (Load load = connect(slow)) {
            load.openLoop(FILL_SECONDS, scenario.traffic().rate());
            Figures figures =
                    new Phases(load, ground).open(seconds, scenario.traffic().rate());
            figures.with(Metric.RSS_PER_SLOW, (double) (ground.server().usage().residentKib() - before) / slow);
            double waiting = ground.server().metric("rialto_queue_bytes");
            if (waiting > 0) {
                figures.with(Metric.WAITING_PER_SLOW, waiting / KIB / slow);
            }
            results.accept(labels.measured(number, "beside " + slow + " who do not", figures));
            trouble = load.trouble();
        }
    }

    private Load connect(int slow) {
        return Load.onChannels(scenario, door, List.of(ground.server()), "bench/t", slow);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        ground.close();
    }
}
