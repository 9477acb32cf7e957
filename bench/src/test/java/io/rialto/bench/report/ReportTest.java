package io.rialto.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.bench.report.Target.Verdict;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.scenario.ScenarioFiles;
import io.rialto.bench.scenario.Traffic;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class ReportTest {
    private static final Setup SETUP = setup("2026-01-01T00:00:00Z", "abc1234");
    private static final Baseline NO_BASELINE = Baseline.read(Path.of("there", "is", "none"));
    private static final List<Scenario> SCENARIOS = List.of(new Scenario(
            "fan",
            "One to many & back",
            Kind.FANOUT,
            new Traffic(Door.MQTT, 0, 4, 1, 10, 64, 8, 0, List.of(50)),
            Map.of(),
            true,
            Scenario.Storage.SQLITE,
            Map.of()));

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
    void takesMediansOfRoundsButAddsUpFaults() {
        Summary summary = new Summary(List.of(
                measurement("rialto", 1, 1_000_000, 0.8),
                measurement("rialto", 2, 4_000_000, 0.2),
                measurement("rialto", 3, 2_000_000, 0.4)));
        Summary.Key key = new Summary.Key("fan", "closed", "rialto");

        assertThat(summary.figure(key, Metric.DELIVERIES)).contains(2_000_000.0);
        assertThat(summary.figure(key, Metric.CPU)).contains(0.4);
        assertThat(summary.figure(key, Metric.FAULTS)).contains(3.0);
        assertThat(summary.figure(key, Metric.READY)).isEmpty();
    }

    @Test
    void comparesWithEveryPeer() {
        Summary summary = new Summary(List.of(
                measurement("rialto", 1, 2_000_000, 0.2),
                measurement("mosquitto", 1, 50_000, 10),
                measurement("nats", 1, 1_000_000, 0.6)));

        assertThat(new SummaryTables(summary).ratios())
                .contains("| fan      | closed | mosquitto | 50.0×")
                .contains("40.0×", "3.00×", "2.00×");
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
    void putsTheNewestOfEveryScenarioTogetherAndSaysOfWhichCommitItIs() {
        ResultFile file = new ResultFile(directory.resolve("results.jsonl"));
        Measurement old = measurement("rialto", 1, 1, 1);
        Measurement fan = measurement("rialto", 1, 2, 1);
        Measurement other = new Measurement("other", "closed", "rialto", 1, Map.of(Metric.CPU, 3.0));
        file.append(SETUP);
        file.append(old);
        file.append(SETUP);
        file.append(fan);
        file.append(setup("2027", "def5678"));
        file.append(other);
        file.append(setup("2028", "unused1"));

        ResultFile.Run latest = file.latest().orElseThrow();

        assertThat(latest.measurements()).containsExactly(fan, other);
        assertThat(latest.setup().run()).isEqualTo("2027");
        assertThat(new ResultsPage(latest, SCENARIOS, List.of(), NO_BASELINE).text(""))
                .contains("One to many & back (at abc1234)");
    }

    @Test
    void saysWhichTargetsAreReached() {
        List<Target> targets = TargetFile.parse("""
                - {aim: cheap, figure: {scenario: fan, part: closed, metric: cpu}, atMost: 0.25}
                - {aim: against it, figure: {scenario: fan, part: closed, metric: cpu}, over: {server: mosquitto}, atMost: 1/60}
                - {aim: quick, figure: {scenario: fan, part: closed, metric: p99}, atMost: 2.5}
                - {aim: added, figure: {scenario: fan, part: closed, metric: cpu}, minus: {server: mosquitto}, atMost: 0.2}
                - {aim: elsewhere, figure: {scenario: none, part: closed, metric: cpu}, atLeast: 1}
                """);
        Summary summary =
                new Summary(List.of(measurement("rialto", 1, 4_000_000, 0.2), measurement("mosquitto", 1, 40_000, 10)));

        assertThat(targets)
                .extracting(target -> target.verdict(summary))
                .containsExactly(Verdict.REACHED, Verdict.MISSED, Verdict.REACHED, Verdict.REACHED, Verdict.UNKNOWN);
        assertThat(targets.get(1).written(summary)).isEqualTo("1/50.00");
        assertThat(targets.get(2).wish()).isEqualTo("≤ 2.5 p99 ms");
    }

    @Test
    void refusesTargetsThatMeanNothing() {
        assertThatThrownBy(() -> TargetFile.parse("[{aim: x, figure: {scenario: a, part: b, metric: c}, atMost: 1}]"))
                .hasMessage("target \"x\": there is no metric c");
        assertThatThrownBy(
                        () -> TargetFile.parse("[{aim: x, figure: {scenario: a, part: b, metric: cpu}, atMost: few}]"))
                .hasMessageContaining("not few");
        assertThatThrownBy(() -> TargetFile.parse("[{aims: x}]")).hasMessage("unknown key aims in a target");
    }

    @Test
    void everyTargetThatIsDeliveredNamesAScenarioThatIsDelivered() {
        List<String> names = new ScenarioFiles(Path.of("scenarios"))
                .all().stream().map(Scenario::name).toList();

        assertThat(TargetFile.read(Path.of("targets.yaml"))).isNotEmpty().allSatisfy(target -> assertThat(names)
                .contains(target.figure().key().scenario(), target.other().key().scenario()));
    }

    @Test
    void tellsWhatGotWorseThanInTheRunBefore() {
        Path file = directory.resolve("baseline.json");
        Summary before = new Summary(List.of(measurement("rialto", 1, 1000, 0.2)));
        Summary now = new Summary(List.of(measurement("rialto", 1, 900, 0.3)));
        Baseline.read(file).with(SETUP, before).write(file);

        Baseline compared = Baseline.read(file).with(setup("2027", "def"), now);
        Baseline writtenAgain = compared.with(setup("2027", "def"), now);

        assertThat(compared.worse())
                .as("deliveries differ by less than they do by themselves")
                .extracting(Baseline.Worse::metric)
                .containsExactly(Metric.CPU);
        assertThat(compared.worse().get(0).share()).isBetween(0.49, 0.51);
        assertThat(writtenAgain.worse()).isEqualTo(compared.worse());
        assertThat(compared.sameMachine()).isTrue();
    }

    @Test
    void writesAPageWithConditionsTargetsRatiosAndFigures() {
        List<Target> targets =
                TargetFile.parse("[{aim: cheap, figure: {scenario: fan, part: closed, metric: cpu}, atMost: 0.1}]");

        String page = new ResultsPage(run(), SCENARIOS, targets, NO_BASELINE).text("## By hand\n");

        assertThat(page)
                .contains("| commit          | abc1234")
                .contains("| cheap | ≤ 0.1 CPU µs/delivery | 0.200    | **not reached** |")
                .contains("0 reached, 1 not reached, 0 not measured.")
                .contains("| fan      | closed | mosquitto | 50.0×")
                .contains("### fan\n\nOne to many & back\n")
                .contains("4,000,000", "2.00")
                .endsWith("## By hand\n");
    }

    @Test
    void warnsOfWhatWasMeasuredOnABusyMachine() {
        Measurement busy = new Measurement("fan", "closed", "rialto", 1, Map.of(Metric.CPU, 1.0, Metric.LOAD, 17.0));
        Measurement calm = new Measurement("fan", "closed", "rialto", 1, Map.of(Metric.CPU, 1.0, Metric.LOAD, 2.0));

        assertThat(ResultsPage.busy(new ResultFile.Run(SETUP, List.of(busy)))).contains("load average 17", "2 cores");
        assertThat(ResultsPage.busy(new ResultFile.Run(SETUP, List.of(calm)))).isEmpty();
    }

    @Test
    void writesPlotsThatAreWellFormed() throws ParserConfigurationException, SAXException, IOException {
        String page = new HtmlPage(run(), SCENARIOS, List.of(), List.of()).text();
        Matcher plots = Pattern.compile("<figure>.*?</figure>", Pattern.DOTALL).matcher(page);
        int count = 0;

        while (plots.find()) {
            count++;
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(plots.group())));
        }

        assertThat(count).as("rates, costs, latencies").isEqualTo(3);
        assertThat(page).contains("One to many &amp; back").doesNotContain("http://", "https://");
    }

    @Test
    void escapesWhateverCouldBeMarkup() {
        assertThat(Html.escape("<a href=\"x\" b='y'>&</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
        Measurement evil =
                new Measurement("<script>", "'><b>", "a\"b", 1, Map.of(Metric.CPU, 1.0, Metric.DELIVERIES, 1.0));

        String page = new HtmlPage(new ResultFile.Run(SETUP, List.of(evil)), List.of(), List.of(), List.of()).text();

        assertThat(page).doesNotContain("<script>", "'><b>", "a\"b");
    }

    @Test
    void drawsNumbersWhereTheyAreOnTheAxis() {
        Scale tens = Scale.logarithmic(0.5, 300, 0, 400);

        assertThat(tens.tens()).hasSize(5);
        assertThat(tens.at(0.1)).isZero();
        assertThat(tens.at(10)).isBetween(199.9, 200.1);
        assertThat(Scale.linear(50, 100, 200).at(25)).isEqualTo(150);
    }

    @Test
    void keepsOnlyTheNumbersOfAKernel() {
        assertThat(Setup.release("6.1.0-31-amd64")).isEqualTo("6.1.0");
        assertThat(Setup.release("6.18.44")).isEqualTo("6.18.44");
        assertThat(Setup.release("other")).isEqualTo("other");
    }

    private static ResultFile.Run run() {
        return new ResultFile.Run(
                SETUP, List.of(measurement("rialto", 1, 4_000_000, 0.2), measurement("mosquitto", 1, 40_000, 10)));
    }

    private static Setup setup(String date, String commit) {
        return new Setup(date, commit, "A CPU", 2, "Linux 6", "A JVM", "epoll", List.of(), List.of(), 3, 4);
    }

    private static Measurement measurement(String server, int round, double deliveries, double cpu) {
        return new Measurement(
                "fan",
                "closed",
                server,
                round,
                Map.of(
                        Metric.DELIVERIES, deliveries,
                        Metric.CPU, cpu,
                        Metric.P50, 500.0,
                        Metric.P99, 2000.0,
                        Metric.P999, 30_000.0,
                        Metric.FAULTS, 1.0));
    }
}
