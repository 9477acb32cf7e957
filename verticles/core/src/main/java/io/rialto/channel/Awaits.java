package io.rialto.channel;

/** What the publisher of something waits to be told. */
public enum Awaits {
    /** Nothing. */
    NOTHING,
    /** Only that it was refused. */
    REFUSAL,
    /** What became of it. */
    OUTCOME,
    /** What became of it, then that all subscribers have been handed it; the first may be left out where it was taken. */
    SPREAD
}
