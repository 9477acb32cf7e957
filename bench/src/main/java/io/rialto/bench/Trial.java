package io.rialto.bench;

import io.rialto.bench.client.Load;
import io.rialto.bench.client.Resident;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Measurement.Phase;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Server;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One round of a scenario on one server: connect, warm up, closed loop, open loop. */
final class Trial {
    private static final double DRAIN_SECONDS = 15;
    private static final double SECOND = 1e9;
    private static final double KIB_PER_MIB = 1024;

    private final Scenario scenario;
    private final Server server;
    private final int round;
    private String trouble = "";

    Trial(Scenario scenario, Server server, int round) {
        this.scenario = scenario;
        this.server = server;
        this.round = round;
    }

    /** Gives the load for so long, two thirds of it in a closed loop, and forgets the figures. */
    void warmUp(double seconds) {
        try (Load load = connect()) {
            double third = seconds / 3;
            load.closedLoop(2 * third);
            load.drain(DRAIN_SECONDS);
            double reached = load.counts().published() / (2 * third);
            load.openLoop(third, scenario.rate() > 0 ? scenario.rate() : Math.max(1, reached / 2));
            load.drain(DRAIN_SECONDS);
        }
    }

    /** Measures all phases. */
    List<Measurement> run(double warmSeconds, double seconds) {
        List<Measurement> measurements = new ArrayList<>();
        try (Load load = connect()) {
            double rate = scenario.rate();
            if (rate > 0) {
                load.openLoop(warmSeconds, rate);
            } else {
                load.closedLoop(warmSeconds);
                Measurement closed = measure(load, Phase.CLOSED, seconds, 0);
                measurements.add(closed);
                rate = Math.max(1, closed.messagesPerSecond() / 2);
            }
            measurements.add(measure(load, Phase.OPEN, seconds, rate));
            trouble = load.trouble();
        }
        return measurements;
    }

    /** What went wrong in the last run; empty when nothing did. */
    String trouble() {
        return trouble;
    }

    private Load connect() {
        List<Resident> residents = scenario.kind().durable()
                ? server.newResidents(scenario.listeners() + scenario.publishers())
                : List.of();
        return Load.on(server.door(scenario.door()), scenario, residents, scenario.name() + "-" + round);
    }

    private Measurement measure(Load load, Phase phase, double seconds, double rate) {
        load.drain(DRAIN_SECONDS);
        long missingBefore = load.missing();
        load.record(true);
        Snapshot before = Snapshot.of(load, server);
        if (phase == Phase.CLOSED) {
            load.closedLoop(seconds);
        } else {
            load.openLoop(seconds, rate);
        }
        Snapshot used = Snapshot.of(load, server).since(before);
        load.drain(DRAIN_SECONDS);
        load.record(false);
        return measurement(load, phase, rate, used, load.missing() - missingBefore);
    }

    private Measurement measurement(Load load, Phase phase, double rate, Snapshot used, long missing) {
        return new Measurement(
                scenario.name(),
                server.name(),
                round,
                phase,
                used.nanos() / SECOND,
                rate,
                used.counts(),
                missing,
                used.server().cpu(),
                used.server().user(),
                used.client().cpu(),
                used.server().residentKib() / KIB_PER_MIB,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                load.deliveryLatency(),
                load.answerLatency());
    }
}
