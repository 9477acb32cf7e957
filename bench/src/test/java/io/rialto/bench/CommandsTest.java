package io.rialto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.report.ResultFile;
import io.rialto.bench.report.Setup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CommandsTest {
    private static final String SCENARIOS = "--scenarios=scenarios";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void listsEveryScenarioWithItsTime() {
        assertThat(execute("list", SCENARIOS)).isZero();

        assertThat(out.toString()).contains("fanout-mqtt ", "MQTT, 1 publisher to 1000 subscribers", "all of them");
    }

    @Test
    void saysWhatItCanDoWhenItIsToldNothing() {
        assertThat(execute()).isEqualTo(2);

        assertThat(err.toString()).contains("Usage: bench", "SCENARIO", "list", "report");
    }

    @Test
    void namesTheScenarioThatThereIsNot() {
        assertThat(execute("fanout-carrier-pigeon", SCENARIOS)).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "bench: there is no scenario fanout-carrier-pigeon; ./rialto bench list names them all");
    }

    @Test
    void namesTheNumberThatNoScenarioHas() {
        assertThat(execute("fanout-mqtt", SCENARIOS, "--number", "kills=3")).isEqualTo(1);

        assertThat(err.toString()).isEqualToIgnoringNewLines("bench: none of these scenarios has a number kills");
    }

    @Test
    void refusesAPeerItDoesNotKnow() {
        assertThat(execute("fanout-mqtt", SCENARIOS, "--peer", "mosquito")).isEqualTo(2);

        assertThat(err.toString()).contains("mosquito", "MOSQUITTO", "NATS", "HIVEMQ");
    }

    @Test
    void writesPagesAndTheBaseline() throws IOException {
        Path results = directory.resolve("results.jsonl");
        ResultFile file = new ResultFile(results);
        file.append(new Setup("2026", "abc1234", "A CPU", 2, "Linux 6", "A JVM", "epoll", List.of(), List.of(), 1, 1));
        file.append(new Measurement("fanout-mqtt", "closed", "rialto", 1, Map.of(Metric.CPU, 0.2)));

        int code = execute(
                "report",
                SCENARIOS,
                results.toString(),
                "--out=" + directory.resolve("RESULTS.md"),
                "--html=" + directory.resolve("results.html"),
                "--targets=targets.yaml",
                "--baseline=" + directory.resolve("baseline.json"),
                "--append=relay-kills.md");

        assertThat(code).as(err.toString()).isZero();
        assertThat(directory.resolve("RESULTS.md"))
                .content()
                .contains("fan-out 1 → 1000, 64 B, MQTT", "| reached", "## When the node of a relay is killed");
        assertThat(Files.readString(directory.resolve("baseline.json"))).contains("fanout-mqtt|closed|cpu|0.2");
        assertThat(directory.resolve("results.html")).content().contains("<svg");
    }

    @Test
    void saysThatThereAreNoResultsYet() {
        assertThat(execute("report", SCENARIOS, "none.jsonl")).isEqualTo(1);

        assertThat(err.toString()).contains("there are no results yet in none.jsonl");
    }

    private int execute(String... arguments) {
        CommandLine command = Bench.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
