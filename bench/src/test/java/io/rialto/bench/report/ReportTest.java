package io.rialto.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bench.client.Counts;
import io.rialto.bench.client.Latency;
import io.rialto.bench.report.Measurement.Phase;
import io.rialto.bench.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    private static final Latency NONE = new Latency(0, 0, 0, 0);
    private static final Setup SETUP =
            new Setup("2026-01-01T00:00:00Z", "abc1234", "A CPU", 2, "Linux 6", "A JVM", List.of(), 3, 4);

    @TempDir
    private Path directory;

    @Test
    void takesTheMiddleOfOddAndTheMeanOfEvenNumbers() {
        assertThat(Median.of(List.of(3.0, 100.0, 1.0), Double::doubleValue)).isEqualTo(3);
        assertThat(Median.of(List.of(3.0, 100.0, 1.0, 5.0), Double::doubleValue))
                .isEqualTo(4);
        assertThat(Median.of(List.<Double>of(), Double::doubleValue)).isZero();
    }

    @Test
    void comparesMediansOfTheSameScenarioAndPhase() {
        List<Comparison> comparisons = Comparison.of(List.of(
                measurement("rialto", 1, 1_000_000, 0.2),
                measurement("mosquitto", 1, 50_000, 0.5),
                measurement("rialto", 2, 4_000_000, 0.8),
                measurement("mosquitto", 2, 50_000, 0.5),
                measurement("rialto", 3, 2_000_000, 0.4),
                measurement("mosquitto", 3, 40_000, 0.4)));

        assertThat(comparisons).hasSize(1);
        assertThat(comparisons.get(0).cheaper().orElseThrow()).isBetween(49.9, 50.1);
        assertThat(comparisons.get(0).faster().orElseThrow()).isEqualTo(40);
    }

    @Test
    void readsBackWhatItWrote() {
        ResultFile file = new ResultFile(directory.resolve("new/results.jsonl"));
        Measurement measurement = measurement("rialto", 1, 1000, 1);

        file.append(SETUP);
        file.append(measurement);
        file.append(SETUP);

        assertThat(file.runs()).hasSize(2);
        assertThat(file.runs().get(0)).isEqualTo(new ResultFile.Run(SETUP, List.of(measurement)));
    }

    @Test
    void writesAPageWithConditionsScenariosRatiosAndFigures() {
        ResultFile.Run run = new ResultFile.Run(
                SETUP, List.of(measurement("rialto", 1, 4_000_000, 0.8), measurement("mosquitto", 1, 40_000, 0.4)));
        Scenario scenario = new Scenario(
                "fan", "One to many", Scenario.Kind.FANOUT, Scenario.Door.MQTT, 0, 4, 1, 10, 64, 8, 0, true, Map.of());

        String page = new ResultsPage(run, List.of(scenario)).text();

        assertThat(page)
                .contains("| commit          | abc1234")
                .contains("| fan  | One to many |")
                .contains("| fan      | closed | mosquitto | 50.0x")
                .contains("4,000,000", "0.200", "0.500 / 2.00 / 30.0");
    }

    @Test
    void keepsOnlyTheNumbersOfAKernel() {
        assertThat(Setup.release("6.1.0-31-amd64")).isEqualTo("6.1.0");
        assertThat(Setup.release("6.18.44")).isEqualTo("6.18.44");
        assertThat(Setup.release("other")).isEqualTo("other");
    }

    @Test
    void faultsAreLostRefusedRepeatedAndStrange() {
        Counts counts = new Counts(10, 8, 0, 1, 2, 1, 1, 0, 0, 0, 5);
        Measurement measurement =
                new Measurement("fan", "rialto", 1, Phase.CLOSED, 1, 0, counts, 2, 1, 1, 1, 1, 1, NONE, NONE);

        assertThat(measurement.faults()).isEqualTo(5);
    }

    private static Measurement measurement(String server, int round, long deliveries, double cpu) {
        Counts counts = new Counts(deliveries / 10, deliveries, 0, 0, 0, 0, 0, 0, 0, 0, deliveries);
        Latency latency = new Latency(500, 2000, 30_000, 40_000);
        return new Measurement(
                "fan", server, round, Phase.CLOSED, 1, 0, counts, 0, cpu, cpu, 0.5, 100, 1.5, latency, NONE);
    }
}
