package io.rialto.cluster;

/** What a frame between nodes is for; each class has a window of its own, so that none waits behind another's. */
public enum TrafficClass {
    /** Small, urgent: who serves what, acknowledgements, questions with their answers. */
    CONTROL,
    /** Messages to persons, groups and channels. */
    MESSAGE,
    /** Streams and files. */
    BULK
}
