package io.rialto.bench;

import io.rialto.bench.report.Baseline;
import io.rialto.bench.report.HtmlPage;
import io.rialto.bench.report.ResultFile;
import io.rialto.bench.report.ResultsPage;
import io.rialto.bench.report.Summary;
import io.rialto.bench.report.Target;
import io.rialto.bench.report.TargetFile;
import io.rialto.bench.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what was measured last as pages, and keeps its medians to compare the next with. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes what was measured last of every scenario as pages.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private ScenarioOption scenarios;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "bench/target/results.jsonl",
            description = "JSON lines of runs (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--out",
            defaultValue = "bench/RESULTS.md",
            description = "The page to write (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--html",
            defaultValue = "bench/target/results.html",
            description = "The page with plots to write (default: ${DEFAULT-VALUE}).")
    private Path html;

    @Option(
            names = "--targets",
            defaultValue = "bench/targets.yaml",
            description = "What is aimed at (default: ${DEFAULT-VALUE}).")
    private Path targets;

    @Option(
            names = "--baseline",
            defaultValue = "bench/baseline.json",
            description = "Medians of earlier runs, read and renewed (default: ${DEFAULT-VALUE}).")
    private Path baseline;

    @Option(
            names = "--append",
            defaultValue = "bench/relay-kills.md",
            description = "A page that is put at the end (default: ${DEFAULT-VALUE}).")
    private Path appendix;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(file)) {
            throw new IllegalStateException("there are no results yet in " + file + "; ./rialto bench all makes some");
        }
        ResultFile.Run run = new ResultFile(file)
                .latest()
                .orElseThrow(() -> new IllegalStateException("no measurements in " + file));
        List<Scenario> known = scenarios.files().all();
        List<Target> aims = TargetFile.read(targets);
        Baseline compared = Baseline.read(baseline).with(run.setup(), new Summary(run.measurements()));
        String end = Files.exists(appendix) ? Files.readString(appendix) : "";
        Files.writeString(out, new ResultsPage(run, known, aims, compared).text(end));
        Files.writeString(html, new HtmlPage(run, known, aims, compared.worse()).text());
        compared.write(baseline);
        return 0;
    }
}
