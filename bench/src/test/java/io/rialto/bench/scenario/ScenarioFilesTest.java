package io.rialto.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ScenarioFilesTest {
    @Test
    void readsEveryScenarioThatIsDelivered() {
        assertThat(new ScenarioFiles(Path.of("scenarios")).all())
                .extracting(Scenario::name)
                .contains(
                        "fanout-mqtt", "fanout-ws", "pairs-mqtt-qos1", "paced-mqtt", "direct-durable", "group-durable");
    }

    @Test
    void takesWhatIsNotSaidFromTheDefaults() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: fanout, door: mqtt, subscribers: 10}");

        assertThat(scenario.title()).isEqualTo("x");
        assertThat(scenario.audience()).isEqualTo(10);
        assertThat(scenario.size()).isEqualTo(64);
        assertThat(scenario.peer()).isTrue();
    }

    @Test
    void pairsHaveAnAudienceOfOneEach() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: pairs, door: mqtt, publishers: 10}");

        assertThat(scenario.audience()).isEqualTo(1);
        assertThat(scenario.listeners()).isEqualTo(10);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, door: mqtt, sice: 3}"))
                .hasMessage("unknown key sice");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{door: mqtt}")).hasMessage("kind is missing");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: direct, door: mqtt}"))
                .hasMessage("durable messages go over websocket");
        assertThatThrownBy(() -> new ScenarioFiles(Path.of("scenarios")).named("none"))
                .hasMessage("there is no scenario none");
    }
}
