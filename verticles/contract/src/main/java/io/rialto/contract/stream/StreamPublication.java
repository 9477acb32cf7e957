package io.rialto.contract.stream;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;

/**
 * A frame that a client publishes to a stream room.
 *
 * @param lane the lane's name
 * @param kind what the publisher says it is, 0–255
 * @param number the publisher's own number of it, rising; a number that is not above the last one of the same device is a
 *     repetition and goes nowhere. 0: no number
 * @param content what it carries
 * @param receipt who is told, on the connection's context; null where nobody waits
 */
public record StreamPublication(RoomId room, String lane, int kind, long number, Content content, Receipt receipt) {
    /** Learns what became of a frame; called exactly once, on the publisher's context. */
    @FunctionalInterface
    public interface Receipt {
        /**
         * The outcome.
         *
         * @param failure null when the relay has taken it; {@code forbidden} without the right, {@code not_found} without
         *     the room
         * @param place its place; null with a failure, or for a repetition
         */
        void done(Throwable failure, StreamPlace place);
    }
}
