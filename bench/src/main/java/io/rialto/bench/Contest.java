package io.rialto.bench;

import io.rialto.bench.report.Measurement;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Server;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Gives a scenario to all servers in turn, round by round, after all have been warmed up the same way. */
final class Contest {
    private static final double ROUND_WARM_UP = 1;

    private final int rounds;
    private final double seconds;
    private final double warmUp;
    private final PrintStream progress;
    private final Consumer<Measurement> results;

    Contest(int rounds, double seconds, double warmUp, PrintStream progress, Consumer<Measurement> results) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUp = warmUp;
        this.progress = progress;
        this.results = results;
    }

    void hold(Scenario scenario, List<Server> servers) {
        progress.println(scenario.name() + ": " + scenario.title());
        for (Server server : servers) {
            progress.printf(Locale.ROOT, "  warming up %s for %.0f s%n", server.name(), warmUp);
            new Trial(suited(scenario, server), server, 0).warmUp(warmUp);
        }
        for (int round = 1; round <= rounds; round++) {
            for (Server server : servers) {
                Trial trial = new Trial(suited(scenario, server), server, round);
                trial.run(ROUND_WARM_UP, seconds).forEach(this::report);
                if (!trial.trouble().isEmpty()) {
                    progress.println("  trouble on " + server.name() + ": " + trial.trouble());
                }
            }
        }
    }

    private static Scenario suited(Scenario scenario, Server server) {
        return server.speaksNative() ? scenario : scenario.overMqtt();
    }

    private void report(Measurement one) {
        progress.printf(
                Locale.ROOT,
                "  %d/%d %-10s %-6s %,12.0f deliveries/s %8.3f µs CPU each  p99 %,9.2f ms  faults %d%n",
                one.round(),
                rounds,
                one.server(),
                one.phase().name().toLowerCase(Locale.ROOT),
                one.deliveriesPerSecond(),
                one.cpuPerDelivery(),
                one.latency(one.answer().max() > 0).p99() / 1e3,
                one.faults());
        results.accept(one);
    }
}
