package io.rialto.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our medians of the run that results were last written of, and of the one before it, so that writing them again compares with
 * the same.
 *
 * @param current the last one
 * @param previous the one before
 */
public record Baseline(Figures current, Figures previous) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String US = "rialto";
    private static final Figures NONE = new Figures("", "", "", List.of());

    /**
     * The medians of one run.
     *
     * @param commit what was measured
     * @param date when
     * @param machine the processor, with its cores
     * @param lines one figure each, as SCENARIO|PART|METRIC|NUMBER
     */
    public record Figures(String commit, String date, String machine, List<String> lines) {
        static Figures of(Setup setup, Summary summary) {
            List<String> lines = new ArrayList<>();
            summary.medians().forEach((key, medians) -> {
                if (key.server().equals(US)) {
                    medians.forEach((metric, number) -> {
                        if (metric.sense() != Metric.Sense.NONE) {
                            lines.add(String.join(
                                    "|",
                                    key.scenario(),
                                    key.part(),
                                    metric.word(),
                                    Float.toString(number.floatValue())));
                        }
                    });
                }
            });
            return new Figures(setup.commit(), setup.run(), setup.machine(), lines);
        }
    }

    /**
     * A figure that is worse than before.
     *
     * @param key whose it is
     * @param metric which
     * @param before what it was
     * @param now what it is
     */
    public record Worse(Summary.Key key, Metric metric, double before, double now) {
        /** By how much: 0.1 is ten in a hundred. */
        public double share() {
            return metric.worsening(before, now);
        }
    }

    /** Reads a file; an empty one where there is no such file. */
    public static Baseline read(Path file) {
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), Baseline.class) : new Baseline(NONE, NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With this run as the current one; the same commit again takes the place of itself. */
    public Baseline with(Setup setup, Summary summary) {
        Figures now = Figures.of(setup, summary);
        return new Baseline(now, current.commit().equals(now.commit()) ? previous : current);
    }

    /** Whether both were measured on the same machine: only then are they to be compared number by number. */
    public boolean sameMachine() {
        return current.machine().equals(previous.machine());
    }

    /** What is worse now than it was in the run before, by more than such figures differ by themselves. */
    public List<Worse> worse() {
        List<Worse> worse = new ArrayList<>();
        for (String line : previous.lines()) {
            String[] before = line.split("\\|", -1);
            Metric metric = Metric.of(before[2]);
            now(line).ifPresent(now -> {
                Worse one = new Worse(
                        new Summary.Key(before[0], before[1], US), metric, Double.parseDouble(before[3]), now);
                if (one.share() > metric.noise()) {
                    worse.add(one);
                }
            });
        }
        return worse;
    }

    private Optional<Double> now(String line) {
        String start = line.substring(0, line.lastIndexOf('|') + 1);
        return current.lines().stream()
                .filter(one -> one.startsWith(start))
                .map(one -> Double.parseDouble(one.substring(start.length())))
                .findFirst();
    }

    /** Writes a file. */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
