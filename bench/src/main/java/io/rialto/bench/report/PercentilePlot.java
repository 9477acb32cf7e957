package io.rialto.bench.report;

import java.util.List;
import java.util.Locale;

/** Latencies of a scenario: for each part and server a line from p50 by p99 to p99.9, on an axis of tens. */
final class PercentilePlot {
    private static final double LABELS = 168;
    private static final double STEP = 20;
    private static final double GROUP_GAP = 8;
    private static final double HEADING = 18;
    private static final double TEXT_DOWN = 4;
    private static final double MICROS = 1e3;
    private static final double LEAST = 0.001;
    private static final List<Metric> PERCENTILES = List.of(Metric.P50, Metric.P99, Metric.P999);

    private final Summary summary;
    private final Palette palette;

    PercentilePlot(Summary summary, Palette palette) {
        this.summary = summary;
        this.palette = palette;
    }

    /** Of the keys that have percentiles; empty when none has. */
    String of(List<Summary.Key> keys) {
        List<Summary.Key> having = keys.stream()
                .filter(key -> summary.figure(key, Metric.P999).isPresent())
                .toList();
        if (having.isEmpty()) {
            return "";
        }
        double lowest = having.stream()
                .mapToDouble(key -> millis(key, Metric.P50))
                .min()
                .orElse(1);
        double highest = having.stream()
                .mapToDouble(key -> millis(key, Metric.P999))
                .max()
                .orElse(1);
        Scale scale = Scale.logarithmic(lowest, highest, LABELS, Plot.WIDTH - 16);
        Plot plot = new Plot("latency, ms: p50 ● p99 ◉ p99.9 ○");
        boolean grouped = having.stream().map(Summary.Key::server).distinct().count() > 1;
        double y = 12;
        String part = "";
        for (Summary.Key key : having) {
            if (grouped && !key.part().equals(part)) {
                y += part.isEmpty() ? 0 : GROUP_GAP;
                plot.text(0, y + TEXT_DOWN, "group", key.part());
                y += HEADING;
                part = key.part();
            }
            row(plot, scale, key, y, grouped ? key.server() : key.part());
            y += STEP;
        }
        for (double ten : scale.tens()) {
            plot.line(scale.at(ten), 0, scale.at(ten), y - 6, "grid");
            plot.text(scale.at(ten), y + 8, "tick", number(ten));
        }
        plot.height(y + 14);
        return plot.svg();
    }

    private void row(Plot plot, Scale scale, Summary.Key key, double y, String label) {
        String style = palette.style(key.server());
        plot.text(LABELS - 8, y + TEXT_DOWN, "label", label);
        plot.line(scale.at(millis(key, Metric.P50)), y, scale.at(millis(key, Metric.P999)), y, "span " + style);
        for (Metric percentile : PERCENTILES) {
            String mark = percentile == Metric.P999 ? "ring " : "fill ";
            plot.dot(
                    scale.at(millis(key, percentile)),
                    y,
                    percentile == Metric.P50 ? 4 : percentile == Metric.P99 ? 5.5 : 4,
                    mark + style,
                    key.server() + ", " + key.part() + ", " + percentile.title() + ": "
                            + percentile.write(summary.figure(key, percentile).orElse(0.0)));
        }
    }

    private double millis(Summary.Key key, Metric metric) {
        return Math.max(LEAST, summary.figure(key, metric).orElse(0.0) / MICROS);
    }

    static String number(double ten) {
        return ten >= 1 ? String.format(Locale.ROOT, "%,.0f", ten) : String.valueOf((float) ten);
    }
}
