package io.rialto.bench.trial;

import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.EndToEndTest;
import io.rialto.bench.server.Gateway;
import io.rialto.bench.server.Shell;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An end-to-end test of the sources, made long: run by Maven in the first round, whatever its length. */
final class EndToEndTrial implements Trial {
    private final Scenario scenario;

    EndToEndTrial(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Why it cannot be run; empty where it can. */
    static Optional<String> absence() {
        return Shell.which("mvn").isPresent() ? Optional.empty() : Optional.of("Maven (mvn) is not installed here");
    }

    @Override
    public void warmUp(double seconds) {
        // The test is what it is.
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        if (number > 1) {
            return;
        }
        EndToEndTest test = new EndToEndTest(scenario.kind() == Kind.KILLS ? "PersistentSessionKillIT" : "FleetIT");
        boolean passed = test.run(properties());
        Figures figures = new Figures();
        test.findings().forEach((word, figure) -> figures.with(Metric.of(word), figure));
        if (!figures.all().isEmpty()) {
            results.accept(new Labels(scenario.name(), Gateway.NAME).measured(number, part(), figures));
        }
        if (!passed) {
            throw new IllegalStateException("the test failed, what it says stands above");
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        if (scenario.kind() == Kind.KILLS) {
            properties.put("rialto.it.kills", number("kills"));
        } else {
            properties.put("fleet.sensors", number("sensors"));
            properties.put("fleet.phones", number("phones"));
            properties.put("fleet.seconds", number("length"));
        }
        return properties;
    }

    private String part() {
        return scenario.kind() == Kind.KILLS
                ? number("kills") + " kills"
                : number("sensors") + " sensors, " + number("phones") + " phones, " + number("length") + " s";
    }

    private String number(String key) {
        return String.valueOf(scenario.number(key));
    }

    @Override
    public void close() {
        // The test ends what it starts.
    }
}
