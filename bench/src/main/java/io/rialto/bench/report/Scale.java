package io.rialto.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers are on an axis.
 *
 * @param low the number at its start
 * @param high the number at its end
 * @param from the place of the start
 * @param to the place of the end
 * @param logarithmic whether each step is ten times the one before
 */
record Scale(double low, double high, double from, double to, boolean logarithmic) {
    private static final double TEN = 10;

    /** From zero to at least this. */
    static Scale linear(double highest, double from, double to) {
        return new Scale(0, highest <= 0 ? 1 : highest, from, to, false);
    }

    /** Powers of ten around these. */
    static Scale logarithmic(double lowest, double highest, double from, double to) {
        double low = Math.pow(TEN, Math.floor(Math.log10(lowest)));
        double high = Math.pow(TEN, Math.ceil(Math.log10(highest)));
        return new Scale(low, high > low ? high : low * TEN, from, to, true);
    }

    double at(double number) {
        double share = logarithmic
                ? Math.log10(Math.max(number, low) / low) / Math.log10(high / low)
                : (number - low) / (high - low);
        return from + share * (to - from);
    }

    /** The powers of ten of a logarithmic axis. */
    List<Double> tens() {
        List<Double> tens = new ArrayList<>();
        for (double ten = low; ten <= high * 1.0001; ten *= TEN) {
            tens.add(ten);
        }
        return tens;
    }
}
