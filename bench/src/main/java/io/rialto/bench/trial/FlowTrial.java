package io.rialto.bench.trial;

import io.rialto.bench.client.Load;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
import java.util.List;
import java.util.function.Consumer;

/** Messages from publishers to subscribers: a closed loop, then open loops at shares of what it reached. */
final class FlowTrial implements Trial {
    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;
    private static final double WHOLE = 100;

    private final Scenario scenario;
    private final Ground ground;
    private final Door door;
    private final Labels labels;
    private int loads;
    private String trouble = "";

    /** On this ground, by this protocol. */
    FlowTrial(Scenario scenario, Ground ground, Door door) {
        this.scenario = scenario;
        this.ground = ground;
        this.door = door;
        this.labels = new Labels(scenario.name(), ground.server().name());
    }

    @Override
    public void warmUp(double seconds) {
        try (Load load = connect()) {
            double third = seconds / 3;
            load.closedLoop(2 * third);
            load.drain(DRAIN_SECONDS);
            double reached = load.counts().published() / (2 * third);
            double rate = scenario.traffic().rate();
            load.openLoop(third, rate > 0 ? rate : Math.max(1, reached / 2));
            load.drain(DRAIN_SECONDS);
        }
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        try (Load load = connect()) {
            Phases phases = new Phases(load, ground);
            double rate = scenario.traffic().rate();
            if (rate > 0) {
                load.openLoop(ROUND_WARM_UP, rate);
                results.accept(labels.measured(number, "paced", phases.open(seconds, rate)));
            } else {
                load.closedLoop(ROUND_WARM_UP);
                Figures closed = phases.closed(seconds);
                results.accept(labels.measured(number, "closed", closed));
                double reached = closed.all().get(Metric.MESSAGES);
                for (int share : scenario.traffic().loads()) {
                    Figures open = phases.open(seconds, Math.max(1, reached * share / WHOLE));
                    results.accept(labels.measured(number, "open " + share + "%", open));
                }
            }
            trouble = load.trouble();
        }
    }

    @Override
    public String trouble() {
        return trouble;
    }

    private Load connect() {
        if (!scenario.kind().durable()) {
            return Load.onChannels(scenario, door, List.of(ground.server()), "bench/t", 0);
        }
        int people = scenario.listeners() + scenario.traffic().publishers();
        String name = scenario.name() + "-" + loads++;
        return Load.onAccounts(scenario, ground.server(), ground.server().newResidents(people), name);
    }

    @Override
    public void close() {
        ground.close();
    }
}
