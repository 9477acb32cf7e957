package io.rialto.bench.trial;

import io.rialto.bench.client.Counts;
import io.rialto.bench.client.Scatter;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import java.util.Locale;
import java.util.function.Consumer;

/** Publishes to topics at random, each of which has one subscription, among few of them and among many. */
final class SubscriptionsTrial implements Trial {
    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;
    private static final double MICROS = 1e6;

    private final Scenario scenario;
    private final Ground ground;
    private final Labels labels;

    SubscriptionsTrial(Scenario scenario, Ground ground) {
        this.scenario = scenario;
        this.ground = ground;
        this.labels = new Labels(scenario.name(), ground.server().name());
    }

    @Override
    public void warmUp(double seconds) {
        try (Scatter few = connect("few")) {
            few.closedLoop(seconds);
            few.drain(DRAIN_SECONDS);
        }
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        results.accept(measured(number, "few", seconds));
        results.accept(measured(number, "many", seconds));
        Calm.await(ground.server());
    }

    private Measurement measured(int number, String which, double seconds) {
        try (Scatter scatter = connect(which)) {
            Calm.await(ground.server());
            scatter.everywhere();
            scatter.closedLoop(ROUND_WARM_UP);
            scatter.drain(DRAIN_SECONDS);
            scatter.record(true);
            Snapshot before = snapshot(scatter);
            scatter.closedLoop(seconds);
            Snapshot used = snapshot(scatter).since(before);
            scatter.drain(DRAIN_SECONDS);
            Counts counts = scatter.counts();
            Figures figures = Phases.figures(used, counts.published() - counts.delivered())
                    .with(
                            Metric.CPU_PER_MESSAGE,
                            used.server().cpu() * MICROS / used.counts().published())
                    .with(scatter.latency());
            return labels.measured(
                    number, String.format(Locale.ROOT, "%,d subscriptions", scenario.number(which)), figures);
        }
    }

    private Snapshot snapshot(Scatter scatter) {
        return Snapshot.of(scatter.counts(), ground.server().usage(), 0);
    }

    private Scatter connect(String which) {
        return new Scatter(scenario.traffic(), ground.server(), scenario.number(which));
    }

    @Override
    public void close() {
        ground.close();
    }
}
