package io.rialto.config;

import java.util.Locale;

/** How far two keys are apart, in letters that must change. */
final class Distance {
    private Distance() {}

    /** From here on one is not meant by the other: more than half of the typed letters would have to change. */
    static int limit(String typed) {
        return typed.length() + 1;
    }

    /**
     * Keys compare whole, or with the known key's leading sections left out at the price of one letter. A distance of the
     * limit or more is told as the limit.
     */
    static int ofKeys(String typed, String known, int limit) {
        String left = typed.toLowerCase(Locale.ROOT);
        String right = known.toLowerCase(Locale.ROOT);
        int least = least(left, right, 0, limit);
        for (int dot = right.indexOf('.'); dot >= 0; dot = right.indexOf('.', dot + 1)) {
            least = least(left, right.substring(dot + 1), 1, least);
        }
        return least;
    }

    /** The lengths alone tell most keys apart, at once. */
    private static int least(String left, String right, int price, int limit) {
        boolean hopeless = 2 * Math.abs(left.length() - right.length()) + price >= limit;
        return hopeless ? limit : Math.min(limit, 2 * ofTexts(left, right, limit) + price);
    }

    /**
     * Letters to insert, remove, replace, or to swap with the next (Levenshtein, Damerau), row by row; no further than
     * until two rows on end tell that the limit is reached, which is answered then.
     */
    private static int ofTexts(String left, String right, int limit) {
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
            if (2 * Math.min(least(above), least(current)) >= limit) {
                return limit;
            }
            before = above;
            above = current;
        }
        return above[right.length()];
    }

    private static int least(int[] row) {
        int least = row[0];
        for (int cost : row) {
            least = Math.min(least, cost);
        }
        return least;
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
