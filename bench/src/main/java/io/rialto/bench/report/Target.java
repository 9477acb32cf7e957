package io.rialto.bench.report;

import java.util.Optional;

/**
 * What is aimed at: a figure, or what it comes to against another one, and its bound.
 *
 * @param aim one line for people
 * @param figure which figure
 * @param against how another figure is used
 * @param other that other figure; the same as the first where it is used alone
 * @param atMost whether the bound is the largest allowed, else the smallest
 * @param bound the bound; not a number where there is none, and the figure is only shown
 * @param wanted the bound as it is written
 */
public record Target(
        String aim, Place figure, Against against, Place other, boolean atMost, double bound, String wanted) {
    /** How a second figure is used. */
    public enum Against {
        /** Not at all. */
        NOTHING,
        /** The first is divided by it. */
        OVER,
        /** It is taken from the first. */
        MINUS
    }

    /**
     * Where a figure is found.
     *
     * @param key whose it is
     * @param metric which
     */
    public record Place(Summary.Key key, Metric metric) {
        Optional<Double> in(Summary summary) {
            return summary.figure(key, metric);
        }
    }

    /** What has become of it. */
    public enum Verdict {
        /** It is reached. */
        REACHED("reached"),
        /** It is not. */
        MISSED("not reached"),
        /** There is none to reach. */
        NONE("no target"),
        /** Something it needs was not measured. */
        UNKNOWN("not measured");

        private final String title;

        Verdict(String title) {
            this.title = title;
        }

        /** How it is written. */
        public String title() {
            return title;
        }
    }

    /** What was measured, if all of it was. */
    public Optional<Double> measured(Summary summary) {
        Optional<Double> first = figure.in(summary);
        return switch (against) {
            case NOTHING -> first;
            case OVER -> other.in(summary).filter(under -> under > 0).flatMap(under -> first.map(over -> over / under));
            case MINUS -> other.in(summary).flatMap(less -> first.map(from -> from - less));
        };
    }

    /** Whether it is reached. */
    public Verdict verdict(Summary summary) {
        return measured(summary).map(this::shown).map(this::verdict).orElse(Verdict.UNKNOWN);
    }

    private Verdict verdict(double number) {
        if (Double.isNaN(bound)) {
            return Verdict.NONE;
        }
        return (atMost ? number <= bound : number >= bound) ? Verdict.REACHED : Verdict.MISSED;
    }

    /** Bounds are in the unit that is shown. */
    private double shown(double number) {
        return against == Against.OVER ? number : figure.metric().shown(number);
    }

    /** The bound with its direction. */
    public String wish() {
        if (Double.isNaN(bound)) {
            return "–";
        }
        return (atMost ? "≤ " : "≥ ") + wanted + unit();
    }

    /** What was measured, as it is written. */
    public String written(Summary summary) {
        return measured(summary).map(this::write).orElse("");
    }

    private String write(double number) {
        if (against == Against.OVER) {
            return number > 0 && number < 0.67 ? "1/" + Metric.CPU.write(1 / number) : Ratio.write(number);
        }
        return figure.metric().write(number);
    }

    private String unit() {
        return against == Against.OVER ? "" : " " + figure.metric().title();
    }
}
