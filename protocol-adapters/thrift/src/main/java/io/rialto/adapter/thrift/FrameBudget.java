package io.rialto.adapter.thrift;

/** How many structs go into one frame: atim closes the connection on more than 8 KiB (tim-protocol.md §7.2). */
final class FrameBudget {
    private static final int COMPACT_BYTES = 8192;
    private static final int JSON_BYTES = 256 * 1024;
    /** The first byte, the number, the list around the structs. */
    private static final int AROUND = 64;

    private final Flavour flavour;
    private int left;
    private boolean begun;

    FrameBudget(Flavour flavour) {
        this.flavour = flavour;
        this.left = (flavour == Flavour.COMPACT ? COMPACT_BYTES : JSON_BYTES) - AROUND;
    }

    /** Whether this one fits too; the first always does. */
    boolean takes(Struct struct) {
        left -= flavour.encode(struct).length + 1;
        boolean fits = !begun || left >= 0;
        begun = true;
        return fits;
    }
}
