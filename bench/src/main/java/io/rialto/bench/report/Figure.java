package io.rialto.bench.report;

import io.rialto.bench.client.Latency;
import java.util.Locale;

/** How numbers are written. */
final class Figure {
    private static final double MILLIS = 1e3;

    private Figure() {}

    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String micros(double number) {
        return String.format(Locale.ROOT, number < 1 ? "%.3f" : "%.2f", number);
    }

    static String oneDigit(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    static String twoDigits(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    static String times(double ratio) {
        return oneDigit(ratio) + "x";
    }

    /** Milliseconds at p50, p99 and p99.9. */
    static String latency(Latency latency) {
        return millis(latency.p50()) + " / " + millis(latency.p99()) + " / " + millis(latency.p999());
    }

    private static String millis(double micros) {
        double millis = micros / MILLIS;
        return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 10 ? "%.2f" : "%.1f", millis);
    }
}
