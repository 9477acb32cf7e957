package io.rialto.bench.trial;

import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Gateway;
import io.rialto.bench.server.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts, from the command to the line that says ready: by the jar alone, by the start script with the class data that
 * {@code rialto prepare} has written.
 */
final class StartupTrial implements Trial {
    private static final double MILLIS = 1e3;
    private static final double KIB_PER_MIB = 1024;

    private final Scenario scenario;
    private final Map<String, String> settings;
    private final Launch script;
    private final Launch jar;

    StartupTrial(Scenario scenario, Path jar, Map<String, String> settings) {
        this.scenario = scenario;
        this.settings = Map.copyOf(settings);
        this.script = Launch.asUsersDo();
        this.jar = new Launch(Optional.of(jar), List.of());
    }

    @Override
    public void warmUp(double seconds) {
        script.prepare();
        measure(script);
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        Labels labels = new Labels(scenario.name(), Gateway.NAME);
        results.accept(labels.measured(number, "java -jar", measure(jar)));
        results.accept(labels.measured(number, "./rialto, prepared", measure(script)));
    }

    private Figures measure(Launch launch) {
        try (Gateway gateway = Gateway.start(launch, settings)) {
            return new Figures()
                    .with(Metric.READY, gateway.startSeconds() * MILLIS)
                    .with(Metric.RSS, gateway.usage().residentKib() / KIB_PER_MIB);
        }
    }

    @Override
    public void close() {
        // Every start has ended.
    }
}
