package io.rialto.cluster;

/**
 * Takes the frames of one service. Called on the link's context, one frame at a time; it hands over to where the work is
 * done and must not block. What it throws is logged as a defect; the frame then counts as taken.
 */
@FunctionalInterface
public interface Receiver {
    /** A frame has come. */
    void receive(Arrival arrival);
}
