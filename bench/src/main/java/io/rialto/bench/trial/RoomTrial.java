package io.rialto.bench.trial;

import io.rialto.bench.client.Load;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Scenario;
import java.util.List;
import java.util.function.Consumer;

/** A virtual room whose subscribers come in through all doors alike; then, in the same round, through one door each time. */
final class RoomTrial implements Trial {
    private static final List<Door> DOORS = List.of(Door.MQTT, Door.WEBSOCKET, Door.TIM, Door.BIGBINARY);
    private static final String ALL = "all four doors";
    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;

    private final Scenario scenario;
    private final Ground ground;
    private final Labels labels;
    private int rooms;
    private String trouble = "";

    RoomTrial(Scenario scenario, Ground ground) {
        this.scenario = scenario;
        this.ground = ground;
        this.labels = new Labels(scenario.name(), ground.server().name());
    }

    @Override
    public void warmUp(double seconds) {
        try (Load load = connect(DOORS)) {
            load.closedLoop(seconds);
            load.drain(DRAIN_SECONDS);
        }
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        trouble = "";
        part(number, seconds, ALL, DOORS, results);
        for (Door door : DOORS) {
            part(number, seconds, door.title() + " alone", List.of(door), results);
        }
    }

    private void part(int number, double seconds, String name, List<Door> doors, Consumer<Measurement> results) {
        try (Load load = connect(doors)) {
            load.closedLoop(ROUND_WARM_UP);
            results.accept(labels.measured(number, name, new Phases(load, ground).closed(seconds)));
            trouble += load.trouble();
        }
    }

    private Load connect(List<Door> doors) {
        return Load.onRoom(
                scenario,
                ground.server(),
                doors,
                ground.server().residents(scenario.traffic().subscribers() + 1),
                String.valueOf(rooms++));
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
