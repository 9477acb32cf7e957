package io.rialto.channel;

/** Where the publisher of something is told, on another node. */
public interface Answer {
    /** What it waits for. */
    Awaits awaits();

    /** What became of it. */
    void settle(Outcome outcome);

    /** All subscribers have been handed it. */
    void spread();
}
