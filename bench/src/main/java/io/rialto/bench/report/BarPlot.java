package io.rialto.bench.report;

import java.util.List;

/** One metric of a scenario as bars: a group for each part, a bar for each server. */
final class BarPlot {
    private static final double LABELS = 168;
    private static final double VALUES = 84;
    private static final double BAR = 14;
    private static final double STEP = 20;
    private static final double GROUP_GAP = 8;
    private static final double HEADING = 18;
    private static final double TEXT_DOWN = 11;

    private final Summary summary;
    private final Palette palette;

    BarPlot(Summary summary, Palette palette) {
        this.summary = summary;
        this.palette = palette;
    }

    /** Of the keys that have it; empty when fewer than one has. */
    String of(List<Summary.Key> keys, Metric metric) {
        List<Summary.Key> having = keys.stream()
                .filter(key -> summary.figure(key, metric).isPresent())
                .toList();
        if (having.isEmpty()) {
            return "";
        }
        double highest = having.stream()
                .mapToDouble(key -> summary.figure(key, metric).orElse(0.0))
                .max()
                .orElse(1);
        Scale scale = Scale.linear(highest, LABELS, Plot.WIDTH - VALUES);
        boolean grouped = having.stream().map(Summary.Key::server).distinct().count() > 1;
        Plot plot = new Plot(metric.title());
        double y = 4;
        String part = "";
        for (Summary.Key key : having) {
            if (grouped && !key.part().equals(part)) {
                y += part.isEmpty() ? 0 : GROUP_GAP;
                plot.text(0, y + TEXT_DOWN, "group", key.part());
                y += HEADING;
                part = key.part();
            }
            double number = summary.figure(key, metric).orElse(0.0);
            String label = grouped ? key.server() : key.part();
            double width = Math.max(2, scale.at(number) - LABELS);
            plot.text(LABELS - 8, y + TEXT_DOWN, "label", label);
            plot.bar(
                    LABELS,
                    y,
                    width,
                    BAR,
                    "fill " + palette.style(key.server()),
                    key.server() + ", " + key.part() + ": " + metric.write(number));
            plot.text(LABELS + width + 6, y + TEXT_DOWN, "value", metric.write(number));
            y += STEP;
        }
        plot.line(LABELS, 0, LABELS, y, "axis");
        plot.height(y + 2);
        return plot.svg();
    }
}
