package io.rialto.bench.trial;

import io.rialto.bench.client.Shelf;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.JavaMemory;
import io.rialto.bench.server.PeakMemory;
import io.rialto.bench.server.Server;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Retained values of many topics: set once, then asked for with one wildcard, alone and while others who have asked the same do
 * not read. What the answer costs in memory is the peak while it goes on.
 */
final class RetainedTrial implements Trial {
    private static final double MICROS = 1e6;
    private static final double MILLIS = 1e3;
    private static final double KIB_PER_MIB = 1024;

    private final Scenario scenario;
    private final Ground ground;
    private final Labels labels;
    private final Shelf shelf;
    private final int topics;
    private Optional<Figures> filled = Optional.empty();
    private String trouble = "";

    RetainedTrial(Scenario scenario, Ground ground) {
        this.scenario = scenario;
        this.ground = ground;
        this.labels = new Labels(scenario.name(), ground.server().name());
        this.topics = scenario.number("topics");
        this.shelf = new Shelf(scenario.traffic(), ground.server(), topics);
    }

    /** The values are set here, once; then they are asked for once. */
    @Override
    public void warmUp(double seconds) {
        Server server = ground.server();
        Calm.await(server);
        Figures figures = new Figures();
        double before = server.usage().cpu();
        try (PeakMemory peak = new PeakMemory(server)) {
            double took = shelf.fill();
            double used = server.usage().cpu() - before;
            figures.with(Metric.MESSAGES, topics / took)
                    .with(Metric.CPU_PER_MESSAGE, used * MICROS / topics)
                    .with(Metric.RSS_PEAK, peak.residentMib());
            withHeapPeak(figures, peak);
        }
        filled = Optional.of(withMemory(figures));
        shelf.ask(0);
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        trouble = "";
        filled.ifPresent(figures -> results.accept(labels.measured(number, "set", figures)));
        filled = Optional.empty();
        results.accept(labels.measured(number, "asked for", asked(0)));
        int slow = scenario.number("slow");
        results.accept(labels.measured(number, "beside " + slow + " who do not read", asked(slow)));
    }

    private Figures asked(int slow) {
        Server server = ground.server();
        Calm.await(server);
        Figures figures = withMemory(new Figures());
        double before = server.usage().cpu();
        try (PeakMemory peak = new PeakMemory(server)) {
            Shelf.Answer answer = shelf.ask(slow);
            double used = server.usage().cpu() - before;
            figures.with(Metric.ANSWER, answer.seconds() * MILLIS)
                    .with(Metric.DELIVERIES, answer.values() / answer.seconds())
                    .with(Metric.CPU, used * MICROS / Math.max(1, answer.values()))
                    .with(Metric.RSS_PEAK, peak.residentMib())
                    .with(Metric.FAULTS, answer.missing() + answer.wrong());
            withHeapPeak(figures, peak);
            trouble += answer.missing() == 0 ? "" : answer.missing() + " values did not come ";
        }
        return figures;
    }

    /** As it is at the moment; of a virtual machine after a collection. */
    private Figures withMemory(Figures figures) {
        Server server = ground.server();
        if (server.heapMib() > 0) {
            figures.with(Metric.HEAP, JavaMemory.afterCollection(server.pid()).heapKib() / KIB_PER_MIB);
        }
        return figures.with(Metric.RSS, server.usage().residentKib() / KIB_PER_MIB);
    }

    private static void withHeapPeak(Figures figures, PeakMemory peak) {
        if (peak.heapMib() > 0) {
            figures.with(Metric.HEAP_PEAK, peak.heapMib());
        }
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
