package io.rialto.contract.channel;

/**
 * Frames of a channel or stream room that a subscriber will not get.
 *
 * @param epoch the incarnation of the home that gave the sequences
 * @param from the first missing sequence
 * @param to the last one; {@link #UNKNOWN} where nobody can say how many there were
 */
public record Gap(String topic, long epoch, long from, long to, Cause cause) {
    /** The end of a gap that nobody knows. */
    public static final long UNKNOWN = -1;

    /** Why they are missing. */
    public enum Cause {
        /** The subscriber took too little. */
        SLOW_CONSUMER,
        /** The relay does not keep them any more. */
        NOT_KEPT,
        /** The link between two nodes took too little. */
        LINK,
        /** The relay was lost, another one goes on in a later epoch. */
        RELAY_LOST
    }
}
