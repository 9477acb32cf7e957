package io.rialto.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScenarioFilesTest {
    @Test
    void readsEveryScenarioThatIsDelivered() {
        assertThat(new ScenarioFiles(Path.of("scenarios")).all())
                .extracting(Scenario::name)
                .contains(
                        "fanout-mqtt",
                        "fanout-ws",
                        "pairs-mqtt-qos1",
                        "paced-mqtt",
                        "direct-sqlite",
                        "group-postgresql");
    }

    @Test
    void takesWhatIsNotSaidFromTheDefaults() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: fanout, door: mqtt, subscribers: 10}");

        assertThat(scenario.title()).isEqualTo("x");
        assertThat(scenario.audience()).isEqualTo(10);
        assertThat(scenario.traffic().size()).isEqualTo(64);
        assertThat(scenario.peer()).isTrue();
    }

    @Test
    void pairsHaveAnAudienceOfOneEach() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: pairs, door: mqtt, publishers: 10}");

        assertThat(scenario.audience()).isEqualTo(1);
        assertThat(scenario.listeners()).isEqualTo(10);
    }

    @Test
    void knowsTheNumbersOfItsKind() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: presence, door: websocket, flapping: 5}");

        assertThat(scenario.number("flapping")).isEqualTo(5);
        assertThat(scenario.number("members")).isEqualTo(10_000);
    }

    @Test
    void readsTheSharesOfLoad() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: fanout, loads: [10, 90]}");

        assertThat(scenario.traffic().loads()).containsExactly(10, 90);
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, loads: [10, 190]}"))
                .hasMessage("loads are 1 to 100");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, loads: much}"))
                .hasMessage("loads is a list of whole numbers, not much");
    }

    @Test
    void aMatrixHasACellForEachSizeAndNumberOfSubscribers() {
        Scenario scenario =
                ScenarioFiles.parse("x", "{kind: matrix, subscribers: [10, 20], size: [64, 1024], window: [9, 3]}");

        assertThat(scenario.cells())
                .extracting(Traffic::subscribers, Traffic::size, Traffic::window)
                .containsExactly(tuple(10, 64, 9), tuple(10, 1024, 3), tuple(20, 64, 9), tuple(20, 1024, 3));
        assertThat(scenario.cell(scenario.cells().get(3)).audience()).isEqualTo(20);
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: matrix, size: [64, 1024], window: [9, 3, 2]}"))
                .hasMessage("there is a window for each size");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, size: [64, 1024]}"))
                .hasMessage("lists are for the kind matrix");
    }

    @Test
    void takesOtherNumbersForItsOwn() {
        Scenario scenario = ScenarioFiles.parse("x", "{kind: retained}").with(Map.of("topics", 5, "kills", 3));

        assertThat(scenario.number("topics")).isEqualTo(5);
        assertThat(scenario.numbers()).doesNotContainKey("kills");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, door: mqtt, sice: 3}"))
                .hasMessage("unknown key sice of kind fanout");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, slow: 3}"))
                .hasMessage("unknown key slow of kind fanout");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: fanout, door: mqqt}"))
                .hasMessage("door is one of mqtt, websocket, tim, bigbinary, nats, not mqqt");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "nothing")).hasMessage("keys with values are expected");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{door: mqtt}")).hasMessage("kind is missing");
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "{kind: direct, door: mqtt}"))
                .hasMessage("durable messages go over websocket");
        assertThatThrownBy(() -> new ScenarioFiles(Path.of("scenarios")).named("none"))
                .hasMessage("there is no scenario none; ./rialto bench list names them all");
    }

    @Test
    void aGroupThatSharesSpeaksMqtt5AndHearsEachMessageOnce() {
        Scenario share = ScenarioFiles.parse("x", "kind: share\nversion: 5\nqos: 1\nsubscribers: 10\n");

        assertThat(share.audience()).isEqualTo(1);
        assertThat(share.listeners()).isEqualTo(10);
        assertThatThrownBy(() -> ScenarioFiles.parse("x", "kind: share\n")).hasMessageContaining("MQTT 5");
    }
}
