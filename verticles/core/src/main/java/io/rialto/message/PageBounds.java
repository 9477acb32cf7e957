package io.rialto.message;

/** How much one page of an inbox, of a room's log holds, whatever was asked for. */
public final class PageBounds {
    private static final int MAX_ITEMS = 200;
    private static final int MAX_BYTES = 5 * 1024 * 1024;

    private PageBounds() {}

    /** How many items it has at most. */
    public static int items(int asked) {
        return bounded(asked, MAX_ITEMS);
    }

    /** How much payload it has at most, unless its first item alone is larger. */
    public static int bytes(int asked) {
        return bounded(asked, MAX_BYTES);
    }

    private static int bounded(int asked, int most) {
        return asked < 1 ? most : Math.min(asked, most);
    }
}
