package io.rialto.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.bench.client.Counts;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.scenario.ScenarioFiles;
import io.rialto.bench.server.Contestant;
import io.rialto.bench.server.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PhasesTest {
    @Test
    void faultsAreLostRefusedRepeatedStrangeAndLate() {
        assertThat(Phases.faults(new Counts(10, 8, 0, 1, 2, 1, 1, 0, 3, 1, 5), 2))
                .isEqualTo(2 + 1 + 1 + 1 + 3 + 1);
    }

    @Test
    void whatIsMissingAtTheEndIsNotCountedTwiceAsAHole() {
        assertThat(Phases.faults(new Counts(10, 5, 0, 0, 4, 0, 0, 0, 0, 0, 5), 5))
                .isEqualTo(5);
        assertThat(Phases.faults(new Counts(10, 9, 0, 0, 0, 0, 0, 0, 0, 0, 5), -1))
                .isZero();
    }

    @Test
    void sharesCpuAmongDeliveries() {
        Counts counts = new Counts(100, 100_000, 0, 0, 0, 0, 0, 0, 0, 0, 5);
        Snapshot used = new Snapshot(2_000_000_000, counts, new Usage(0.3, 0.7, 2048), new Usage(0.1, 0.1, 1), 0.5);

        Map<Metric, Double> figures = Phases.figures(used, 0).all();

        assertThat(figures.get(Metric.DELIVERIES)).isEqualTo(50_000);
        assertThat(figures.get(Metric.CPU)).isEqualTo(10);
        assertThat(figures.get(Metric.SERVER_CORES)).isEqualTo(0.5);
        assertThat(figures.get(Metric.CLIENT_CORES)).isEqualTo(0.1);
        assertThat(figures.get(Metric.DATABASE_CORES)).isEqualTo(0.25);
        assertThat(figures.get(Metric.RSS)).isEqualTo(2);
    }

    @Test
    void everyScenarioThatIsDeliveredTakesTimeThatCanBeTold() {
        Effort usual = new Effort(3, 3, 10);

        assertThat(new ScenarioFiles(Path.of("scenarios")).all())
                .allSatisfy(one -> assertThat(usual.estimate(one, 1)).isBetween(5.0, longest(one)));
        assertThatThrownBy(() -> new Effort(0, 3, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Those that are an end-to-end test take what they take: eight and ten minutes. */
    private static double longest(Scenario scenario) {
        return List.of("kills", "fleet").contains(scenario.name()) ? 900 : 300;
    }

    @Test
    void natsTakesNoPartAboveQosZeroAndNobodyInWhatOnlyTheGatewayHas() {
        ScenarioFiles files = new ScenarioFiles(Path.of("scenarios"));
        Scenario qosOne = files.named("pairs-mqtt-qos1");

        assertThat(Contestant.NATS.absence(qosOne)).contains("core NATS has no QoS above 0");
        assertThat(Contestant.MOSQUITTO.absence(files.named("cross-protocol")))
                .contains("this is not a load for mosquitto");
        assertThat(Contestant.NATS.absence(files.named("retained-mqtt"))).contains("core NATS retains nothing");
        assertThat(Contestant.HIVEMQ.absence(files.named("kills"))).contains("this is not a load for hivemq");
        assertThat(Contestant.RIALTO.absence(qosOne)).isEmpty();
    }
}
