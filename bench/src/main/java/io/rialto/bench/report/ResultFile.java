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
     * The newest measurements of every scenario that was measured at the commit of the last run, as one run: a long set may be
     * made in pieces.
     */
    public Optional<Run> latest() {
        List<Run> runs =
                runs().stream().filter(run -> !run.measurements().isEmpty()).toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Setup last = runs.get(runs.size() - 1).setup();
        Map<String, List<Measurement>> newest = new LinkedHashMap<>();
        Set<String> peers = new TreeSet<>();
        for (Run run : runs) {
            if (run.setup().commit().equals(last.commit())) {
                peers.addAll(run.setup().peers());
                run.measurements().stream()
                        .map(Measurement::scenario)
                        .distinct()
                        .forEach(name -> {
                            newest.remove(name);
                            newest.put(
                                    name,
                                    run.measurements().stream()
                                            .filter(one -> one.scenario().equals(name))
                                            .toList());
                        });
            }
        }
        return Optional.of(new Run(
                last.with(List.copyOf(peers)),
                newest.values().stream().flatMap(List::stream).toList()));
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
     */
    public record Run(Setup setup, List<Measurement> measurements) {}
}
