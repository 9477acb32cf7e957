package io.rialto.bench.report;

import java.util.Locale;

/** The parts of which plots are made, as SVG; colours are the page's. */
final class Plot {
    static final int WIDTH = 520;

    private final StringBuilder shapes = new StringBuilder();
    private final String title;
    private double height;

    Plot(String title) {
        this.title = title;
    }

    void height(double all) {
        height = all;
    }

    void text(double x, double y, String style, String text) {
        shapes.append(String.format(
                Locale.ROOT, "<text x='%.1f' y='%.1f' class='%s'>%s</text>", x, y, style, Html.escape(text)));
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        shapes.append(String.format(
                Locale.ROOT, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='%s'/>", x1, y1, x2, y2, style));
    }

    /** A bar whose far end is rounded. */
    void bar(double x, double y, double width, double thickness, String style, String explanation) {
        double radius = Math.min(3, Math.max(0, width / 2));
        shapes.append(String.format(
                Locale.ROOT,
                "<path d='M%.1f %.1fh%.1fa%.1f %.1f 0 0 1 %.1f %.1fv%.1fa%.1f %.1f 0 0 1 -%.1f %.1fh-%.1fz' class='%s'>"
                        + "<title>%s</title></path>",
                x,
                y,
                width - radius,
                radius,
                radius,
                radius,
                radius,
                thickness - 2 * radius,
                radius,
                radius,
                radius,
                radius,
                width - radius,
                style,
                Html.escape(explanation)));
    }

    void dot(double x, double y, double radius, String style, String explanation) {
        shapes.append(String.format(
                Locale.ROOT,
                "<circle cx='%.1f' cy='%.1f' r='%.1f' class='%s'><title>%s</title></circle>",
                x,
                y,
                radius,
                style,
                Html.escape(explanation)));
    }

    void path(String points, String style) {
        shapes.append("<polyline points='")
                .append(points)
                .append("' class='")
                .append(style)
                .append("'/>");
    }

    /** The whole plot. */
    String svg() {
        return String.format(
                Locale.ROOT,
                "<figure><figcaption>%s</figcaption><svg viewBox='0 0 %d %.0f' role='img'"
                        + " aria-label='%s'>%s</svg></figure>%n",
                Html.escape(title),
                WIDTH,
                height,
                Html.escape(title),
                shapes);
    }
}
