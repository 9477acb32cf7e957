package io.rialto.bench.trial;

import io.rialto.bench.client.Load;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.scenario.Traffic;
import java.util.List;
import java.util.function.Consumer;

/** A fan-out in many sizes on one server, each of them a part: a closed loop with connections of its own. */
final class MatrixTrial implements Trial {
    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;
    private static final int KIB = 1024;

    private final Scenario scenario;
    private final Ground ground;
    private final Door door;
    private final Labels labels;
    private String trouble = "";

    /** On this ground, by this protocol. */
    MatrixTrial(Scenario scenario, Ground ground, Door door) {
        this.scenario = scenario;
        this.ground = ground;
        this.door = door;
        this.labels = new Labels(scenario.name(), ground.server().name());
    }

    @Override
    public void warmUp(double seconds) {
        List<Traffic> cells = scenario.cells();
        for (Traffic cell : cells) {
            try (Load load = connect(cell)) {
                load.closedLoop(seconds / cells.size());
                load.drain(DRAIN_SECONDS);
            }
        }
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        trouble = "";
        for (Traffic cell : scenario.cells()) {
            try (Load load = connect(cell)) {
                load.closedLoop(ROUND_WARM_UP);
                results.accept(labels.measured(number, part(cell), new Phases(load, ground).closed(seconds)));
                trouble += load.trouble();
            }
        }
    }

    private static String part(Traffic cell) {
        String size = cell.size() < KIB ? cell.size() + " B" : cell.size() / KIB + " KiB";
        return "1 → " + cell.subscribers() + ", " + size;
    }

    private Load connect(Traffic cell) {
        return Load.onChannels(scenario.cell(cell), door, List.of(ground.server()), "bench/m", 0);
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
