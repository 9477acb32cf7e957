package io.rialto.bench;

import io.rialto.bench.scenario.ScenarioFiles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the scenarios are. */
final class ScenarioOption {
    @Option(
            names = "--scenarios",
            defaultValue = "bench/scenarios",
            description = "Directory of scenario files (default: ${DEFAULT-VALUE}).")
    private Path directory;

    ScenarioFiles files() {
        return new ScenarioFiles(directory);
    }
}
