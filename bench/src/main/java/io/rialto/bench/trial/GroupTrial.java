package io.rialto.bench.trial;

import io.rialto.bench.client.Load;
import io.rialto.bench.client.Resident;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.scenario.Traffic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Messages to a large group; then to a small one, while the large one is kept busy. */
final class GroupTrial implements Trial {
    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;
    private static final double SMALL_RATE = 50;

    private final Scenario scenario;
    private final Scenario small;
    private final Ground ground;
    private final FlowTrial large;
    private final Labels labels;
    private final AtomicInteger groups = new AtomicInteger();

    GroupTrial(Scenario scenario, Ground ground) {
        this.scenario = scenario;
        this.ground = ground;
        this.large = new FlowTrial(scenario, ground, scenario.traffic().door());
        this.labels = new Labels(scenario.name(), ground.server().name());
        Traffic all = scenario.traffic();
        this.small = new Scenario(
                scenario.name() + "-small",
                scenario.title(),
                scenario.kind(),
                new Traffic(
                        all.door(),
                        all.qos(),
                        all.version(),
                        1,
                        scenario.number("small") - 1,
                        all.size(),
                        all.window(),
                        SMALL_RATE,
                        all.loads()),
                scenario.numbers(),
                false,
                scenario.storage(),
                Map.of());
    }

    @Override
    public void warmUp(double seconds) {
        large.warmUp(seconds);
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        large.round(number, seconds, results);
        String part = "a group of " + scenario.number("small") + " beside it";
        try (Load busy = connect(scenario)) {
            CompletableFuture<Figures> beside = CompletableFuture.supplyAsync(() -> measureSmall(seconds));
            while (!beside.isDone()) {
                busy.closedLoop(ROUND_WARM_UP);
            }
            busy.drain(DRAIN_SECONDS);
            results.accept(labels.measured(number, part, beside.join()));
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }

    /** On a thread of its own, as each load has. */
    private Figures measureSmall(double seconds) {
        try (Load load = connect(small)) {
            load.openLoop(ROUND_WARM_UP, SMALL_RATE);
            load.drain(DRAIN_SECONDS);
            long missing = load.missing();
            load.record(true);
            load.openLoop(seconds, SMALL_RATE);
            load.drain(DRAIN_SECONDS);
            return new Figures()
                    .with(Metric.OFFERED, SMALL_RATE)
                    .with(Metric.FAULTS, Math.max(0, load.missing() - missing))
                    .with(load.deliveryLatency());
        }
    }

    private Load connect(Scenario group) {
        int people = group.listeners() + group.traffic().publishers();
        List<Resident> members = ground.server().newResidents(people);
        return Load.onAccounts(group, ground.server(), members, group.name() + "-beside-" + groups.incrementAndGet());
    }

    @Override
    public String trouble() {
        return large.trouble();
    }

    @Override
    public void close() {
        large.close();
    }
}
