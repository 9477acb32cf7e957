package io.rialto.bench;

import io.rialto.bench.report.ResultFile;
import io.rialto.bench.report.ResultsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the last run of a result file as a page. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Writes the last run as a Markdown page.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private ScenarioOption scenarios;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "bench/target/results.jsonl",
            description = "JSON lines of a run (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--out",
            defaultValue = "bench/RESULTS.md",
            description = "The page to write (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        List<ResultFile.Run> runs = new ResultFile(file).runs();
        if (runs.isEmpty() || runs.get(runs.size() - 1).measurements().isEmpty()) {
            throw new IllegalStateException("no measurements in " + file);
        }
        ResultsPage page =
                new ResultsPage(runs.get(runs.size() - 1), scenarios.files().all());
        Files.writeString(out, page.text());
        return 0;
    }
}
