package io.rialto.bench.trial;

import io.rialto.bench.client.Resident;
import io.rialto.bench.client.Watchers;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import java.util.List;
import java.util.function.Consumer;

/** Some of many members go at once and come again; each of the others watches some of them. */
final class PresenceTrial implements Trial {
    private static final double PATIENCE_SECONDS = 30;
    private static final double MICROS = 1e6;
    private static final double KIB_PER_MIB = 1024;

    private final Ground ground;
    private final Labels labels;
    private final Watchers watchers;
    private final long expected;

    /** Connects everybody. */
    PresenceTrial(Scenario scenario, Ground ground) {
        this.ground = ground;
        this.labels = new Labels(scenario.name(), ground.server().name());
        int members = scenario.number("members");
        int flapping = scenario.number("flapping");
        int each = scenario.number("watched");
        this.expected = (long) (members - flapping) * each;
        List<Resident> all = ground.server().residents(members);
        this.watchers = new Watchers(ground.server(), all.subList(0, flapping));
        try {
            watchers.watch(all.subList(flapping, members), each);
            watchers.come();
            watchers.await(expected, PATIENCE_SECONDS);
        } catch (RuntimeException e) {
            watchers.close();
            throw e;
        }
    }

    @Override
    public void warmUp(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            watchers.go();
            watchers.await(expected, PATIENCE_SECONDS);
            watchers.come();
            watchers.await(expected, PATIENCE_SECONDS);
        } while (System.nanoTime() < end);
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        Calm.await(ground.server());
        results.accept(labels.measured(number, "gone", measured(watchers::go)));
        Calm.await(ground.server());
        results.accept(labels.measured(number, "back", measured(watchers::come)));
    }

    private Figures measured(Runnable change) {
        double before = ground.server().usage().cpu();
        change.run();
        long notices = watchers.await(expected, PATIENCE_SECONDS);
        double used = ground.server().usage().cpu() - before;
        return new Figures()
                .with(Metric.NOTICES, notices)
                .with(Metric.CPU_PER_NOTICE, notices == 0 ? 0 : used * MICROS / notices)
                .with(Metric.RSS, ground.server().usage().residentKib() / KIB_PER_MIB)
                .with(Metric.FAULTS, expected - notices)
                .with(watchers.latency());
    }

    @Override
    public void close() {
        watchers.close();
        ground.close();
    }
}
