package io.rialto.bench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Latency over load: what p50, p99 and p99.9 become as more is offered, both axes in tens. */
final class LoadPlot {
    private static final String OPEN = "open ";
    private static final int FEWEST = 3;
    private static final double LEFT = 52;
    private static final double RIGHT = 12;
    private static final double TOP = 10;
    private static final double BOTTOM = 230;
    private static final double MICROS = 1e3;
    private static final double LEAST = 0.001;
    private static final List<Metric> PERCENTILES = List.of(Metric.P50, Metric.P99, Metric.P999);

    private final Summary summary;
    private final Palette palette;

    LoadPlot(Summary summary, Palette palette) {
        this.summary = summary;
        this.palette = palette;
    }

    /** Of the open loops of a scenario; empty when there are fewer than three of them on a server. */
    String of(List<Summary.Key> keys, List<String> servers) {
        List<Summary.Key> open = keys.stream()
                .filter(key -> key.part().startsWith(OPEN)
                        && summary.figure(key, Metric.P50).isPresent())
                .toList();
        if (open.size() < FEWEST * servers.size()) {
            return "";
        }
        Scale across = Scale.logarithmic(
                open.stream().mapToDouble(this::rate).min().orElse(1),
                open.stream().mapToDouble(this::rate).max().orElse(1),
                LEFT,
                Plot.WIDTH - RIGHT);
        Scale up = Scale.logarithmic(
                open.stream().mapToDouble(key -> millis(key, Metric.P50)).min().orElse(1),
                open.stream().mapToDouble(key -> millis(key, Metric.P999)).max().orElse(1),
                BOTTOM,
                TOP);
        Plot plot = new Plot("latency in ms over deliveries/s: p50 solid, p99 dashed, p99.9 dotted");
        axes(plot, across, up);
        for (String server : servers) {
            List<Summary.Key> own = open.stream()
                    .filter(key -> key.server().equals(server))
                    .sorted(Comparator.comparingDouble(this::rate))
                    .toList();
            PERCENTILES.forEach(percentile -> line(plot, across, up, own, percentile));
        }
        plot.height(BOTTOM + 34);
        return plot.svg();
    }

    private static void axes(Plot plot, Scale across, Scale up) {
        for (double ten : up.tens()) {
            plot.line(LEFT, up.at(ten), Plot.WIDTH - RIGHT, up.at(ten), "grid");
            plot.text(LEFT - 8, up.at(ten) + 4, "label", PercentilePlot.number(ten));
        }
        for (double ten : across.tens()) {
            plot.line(across.at(ten), TOP, across.at(ten), BOTTOM, "grid");
            plot.text(across.at(ten), BOTTOM + 16, "tick", PercentilePlot.number(ten));
        }
    }

    private void line(Plot plot, Scale across, Scale up, List<Summary.Key> keys, Metric percentile) {
        if (keys.isEmpty()) {
            return;
        }
        String style = palette.style(keys.get(0).server());
        plot.path(
                keys.stream()
                        .map(key -> String.format(
                                Locale.ROOT, "%.1f,%.1f", across.at(rate(key)), up.at(millis(key, percentile))))
                        .collect(Collectors.joining(" ")),
                "curve " + percentile.word() + " " + style);
        keys.forEach(key -> plot.dot(
                across.at(rate(key)),
                up.at(millis(key, percentile)),
                3,
                "fill " + style,
                key.server() + ", " + key.part() + ", " + percentile.title() + ": "
                        + percentile.write(summary.figure(key, percentile).orElse(0.0))));
    }

    private double rate(Summary.Key key) {
        return Math.max(1, summary.figure(key, Metric.DELIVERIES).orElse(1.0));
    }

    private double millis(Summary.Key key, Metric metric) {
        return Math.max(LEAST, summary.figure(key, metric).orElse(0.0) / MICROS);
    }
}
