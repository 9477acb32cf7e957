package io.rialto.adapter.thrift;

/** How many structs go into one frame: atim closes the connection on more than 8 KiB (tim-protocol.md §7.2). */
final class FrameBudget {
    static final int COMPACT_BYTES = 8192;
    private static final int JSON_BYTES = 256 * 1024;
    /** The first byte, the number, the list around the structs. */
    private static final int AROUND = 64;
    /** A length, in JSON quotes with what stands between. */
    private static final int AROUND_KEY = 4;

    private final Line line;
    private int left;
    private boolean begun;

    FrameBudget(Line line) {
        this.line = line;
        this.left = (line.flavour() == Flavour.COMPACT ? COMPACT_BYTES : JSON_BYTES) - AROUND;
    }

    /** Whether a frame of nothing else could carry this one to the client; what no frame can is skipped, counted. */
    boolean couldTake(Struct struct) {
        boolean possible = line.takes(line.flavour().encode(struct).length + AROUND);
        if (!possible) {
            line.skipped();
        }
        return possible;
    }

    /** Whether this one fits too; the first always does. */
    boolean takes(Struct struct) {
        return takes(struct, "");
    }

    /** Whether this one fits too, with its key in a map; the first always does. */
    boolean takes(Struct struct, String key) {
        left -= line.flavour().encode(struct).length + key.length() + AROUND_KEY;
        boolean fits = !begun || left >= 0;
        begun = true;
        return fits;
    }
}
