package io.rialto.channel;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.stream.StreamPlace;

/**
 * What became of something published, as it travels to the publisher's node.
 *
 * @param refusal null where it was taken
 * @param why the words of the refusal
 * @param matched whether anybody is subscribed to the channel
 * @param place of a frame in its stream room; null for channels, repetitions
 */
public record Outcome(ErrorCode refusal, String why, boolean matched, StreamPlace place) {
    /** The outcome of a receipt. */
    public static Outcome of(Throwable failure, boolean matched, StreamPlace place) {
        return failure == null
                ? new Outcome(null, null, matched, place)
                : new Outcome(GatewayException.codeOf(failure), failure.getMessage(), matched, place);
    }

    /** The refusal, null where it was taken. */
    public Throwable failure() {
        return refusal == null ? null : new GatewayException(refusal, why);
    }
}
