package io.rialto.cluster;

/** Who a frame is for on the node it goes to: a number that all nodes give to the same part of the gateway. */
public record Service(int number) {
    /** How many there can be. */
    public static final int COUNT = 256;

    /** Refuses what does not fit into a byte. */
    public Service {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("service " + number + " is not in 0 to " + (COUNT - 1));
        }
    }
}
