package io.rialto.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A file of JSON lines: first what a run was made with, then its measurements one by one. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;

    /** This file; it is made when first written to. */
    public ResultFile(Path file) {
        this.file = file;
    }

    /** Begins a run. */
    public void append(Setup setup) {
        append(new Line(setup, null));
    }

    /** Adds a measurement to the run begun last. */
    public void append(Measurement measurement) {
        append(new Line(null, measurement));
    }

    /** The runs in this file. */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String text : lines()) {
            Line line = parse(text);
            if (line.setup() != null) {
                runs.add(new Run(line.setup(), new ArrayList<>()));
            } else if (!runs.isEmpty()) {
                runs.get(runs.size() - 1).measurements().add(line.measurement());
            }
        }
        return runs;
    }

    /**
     * The newest measurements of every scenario as one run: a long set may be made in pieces. Its conditions are those of the
     * last piece, with the peers of all; of which commit each scenario is stands beside.
     */
    public Optional<Run> latest() {
        Map<String, Run> newest = new LinkedHashMap<>();
        Set<String> peers = new TreeSet<>();
        for (Run run : runs()) {
            Map<String, List<Measurement>> scenarios = new LinkedHashMap<>();
            run.measurements().forEach(one -> scenarios
                    .computeIfAbsent(one.scenario(), name -> new ArrayList<>())
                    .add(one));
            scenarios.forEach((name, measurements) -> newest.put(name, new Run(run.setup(), measurements)));
            peers.addAll(run.setup().peers());
        }
        return newest.values().stream()
                .max(Comparator.comparing(run -> run.setup().run()))
                .map(last -> together(last.setup().with(List.copyOf(peers)), newest));
    }

    private static Run together(Setup setup, Map<String, Run> scenarios) {
        Map<String, String> commits = new LinkedHashMap<>();
        List<Measurement> all = new ArrayList<>();
        scenarios.keySet().stream().sorted().forEach(name -> {
            Run run = scenarios.get(name);
            commits.put(name, run.setup().commit());
            all.addAll(run.measurements());
        });
        return new Run(setup, all, commits);
    }

    private void append(Line line) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            String text = JSON.writeValueAsString(line) + "\n";
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(String text) {
        try {
            return JSON.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Line(Setup setup, Measurement measurement) {}

    /**
     * One run.
     *
     * @param setup what it was made with
     * @param measurements in the order they were made
     * @param commits of scenarios that were measured at a commit of their own
     */
    public record Run(Setup setup, List<Measurement> measurements, Map<String, String> commits) {
        /** All of it was measured at the same commit. */
        public Run(Setup setup, List<Measurement> measurements) {
            this(setup, measurements, Map.of());
        }

        /** The commit of a scenario. */
        String commit(String scenario) {
            return commits.getOrDefault(scenario, setup.commit());
        }

        /** Whether there are several. */
        boolean isMixed() {
            return Set.copyOf(commits.values()).size() > 1;
        }
    }
}
