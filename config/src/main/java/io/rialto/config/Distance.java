package io.rialto.config;

import java.util.Locale;

/** How far two keys are apart, in letters that must change. */
final class Distance {
    private Distance() {}

    /** Keys compare whole, or with the known key's leading sections left out at the price of one letter. */
    static int ofKeys(String typed, String known) {
        String left = typed.toLowerCase(Locale.ROOT);
        String right = known.toLowerCase(Locale.ROOT);
        int least = 2 * ofTexts(left, right);
        for (int dot = right.indexOf('.'); dot >= 0; dot = right.indexOf('.', dot + 1)) {
            least = Math.min(least, 2 * ofTexts(left, right.substring(dot + 1)) + 1);
        }
        return least;
    }

    /** Whether one may have been meant by the other: at most half of the typed letters must change. */
    static boolean near(String typed, String known) {
        return ofKeys(typed, known) <= typed.length();
    }

    /** Letters to insert, remove, replace, or to swap with the next (Levenshtein, Damerau), row by row. */
    static int ofTexts(String left, String right) {
        int[] before = null;
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = nextRow(above, row, left.charAt(row - 1), right);
            if (row > 1) {
                swap(before, current, left.substring(row - 2, row), right);
            }
            before = above;
            above = current;
        }
        return above[right.length()];
    }

    private static int[] nextRow(int[] above, int row, char letter, String right) {
        int[] current = new int[above.length];
        current[0] = row;
        for (int column = 1; column < current.length; column++) {
            int replace = above[column - 1] + (letter == right.charAt(column - 1) ? 0 : 1);
            current[column] = Math.min(replace, Math.min(above[column], current[column - 1]) + 1);
        }
        return current;
    }

    private static void swap(int[] before, int[] current, String pair, String right) {
        for (int column = 2; column < current.length; column++) {
            boolean swapped = pair.charAt(0) == right.charAt(column - 1) && pair.charAt(1) == right.charAt(column - 2);
            if (swapped) {
                relax(current, column, before[column - 2] + 1);
            }
        }
    }

    /** A shorter way to this column shortens those that go on from it. */
    private static void relax(int[] current, int column, int least) {
        for (int at = column, cost = least; at < current.length && cost < current[at]; at++, cost++) {
            current[at] = cost;
        }
    }
}
