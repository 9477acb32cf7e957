package io.rialto.cluster;

/** A name space of the directory: a number that all nodes give to the same kind of thing, such as sessions. */
public record Space(int number) {
    /** Refuses what does not fit into a byte. */
    public Space {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("space " + number + " is not in 0 to 255");
        }
    }
}
