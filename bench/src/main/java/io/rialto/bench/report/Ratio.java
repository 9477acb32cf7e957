package io.rialto.bench.report;

import java.util.Locale;

/** How quotients are written. */
final class Ratio {
    private Ratio() {}

    /** With as many digits as say something. */
    static String write(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f×" : ratio < 100 ? "%.1f×" : "%.0f×", ratio);
    }
}
