package io.rialto.cluster;

/** What a frame between nodes is for; each class has a window of its own, so that none waits behind another's. */
public enum TrafficClass {
    /** Small, urgent: who serves what, acknowledgements, questions with their answers. */
    CONTROL(0),
    /** Messages to persons, groups and channels. */
    MESSAGE(1),
    /** Streams and files. */
    BULK(2);

    private final int number;

    TrafficClass(int number) {
        this.number = number;
    }

    /** The number that crosses the wire, counted from 0. */
    public int number() {
        return number;
    }
}
