package io.rialto.bench.trial;

import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells people what is going on; on a terminal the last line says what is being done. */
public final class Progress {
    private static final List<Metric> SHOWN = List.of(
            Metric.DELIVERIES,
            Metric.CPU,
            Metric.CPU_PER_MESSAGE,
            Metric.CONNECTIONS,
            Metric.CPU_PER_CONNECTION,
            Metric.TRANSFER,
            Metric.NOTICES,
            Metric.READY,
            Metric.ANSWER,
            Metric.RSS_PEAK,
            Metric.HEAP,
            Metric.HEAP_PEAK,
            Metric.KILLS,
            Metric.CHANGES,
            Metric.LATE,
            Metric.ACKNOWLEDGED,
            Metric.LOST,
            Metric.DUPLICATED,
            Metric.BUS_SENDS,
            Metric.RSS_PER_CONNECTION,
            Metric.HEAP_PER_CONNECTION,
            Metric.P99,
            Metric.FAULTS);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;

    /** Tells it there; a terminal can take a line back. */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A scenario begins. */
    public void begins(int number, int all, Scenario scenario, double secondsLeft) {
        line(String.format(
                Locale.ROOT,
                "[%d/%d, about %s left] %s: %s",
                number,
                all,
                duration(secondsLeft),
                scenario.name(),
                scenario.title()));
    }

    /** What is being done from now on. */
    public void doing(String what) {
        if (terminal) {
            out.print(CLEAR + "  … " + what);
            out.flush();
        }
    }

    /** Something else worth knowing. */
    public void note(String what) {
        line("  " + what);
    }

    /** What one measurement came to. */
    public void measured(Measurement one) {
        String figures = SHOWN.stream()
                .filter(metric -> one.figures().containsKey(metric))
                .map(metric -> metric.title() + " " + metric.write(one.figures().get(metric)))
                .collect(Collectors.joining(", "));
        line(String.format(Locale.ROOT, "  %d %-10s %-22s %s", one.round(), one.server(), one.part(), figures));
    }

    private void line(String text) {
        out.println(terminal ? CLEAR + text : text);
    }

    /** Minutes, or seconds below two of them. */
    public static String duration(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
