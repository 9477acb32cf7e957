package io.rialto.contract.stream;

import io.rialto.contract.channel.Piece;
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
 * @param piece which piece of a larger payload it is; null for a whole frame
 * @param receipt who is told, on the connection's context; null where nobody waits
 */
public record StreamPublication(
        RoomId room, String lane, int kind, long number, Content content, Piece piece, Receipt receipt) {
    /** Refuses with {@code bad_request} a piece that goes beyond its payload. */
    public StreamPublication {
        if (piece != null) {
            piece.requireFits(content.bytes().length);
        }
    }

    /** A whole frame. */
    public StreamPublication(RoomId room, String lane, int kind, long number, Content content, Receipt receipt) {
        this(room, lane, kind, number, content, null, receipt);
    }

    /** The same frame, with another who is told. */
    public StreamPublication tell(Receipt other) {
        return new StreamPublication(room, lane, kind, number, content, piece, other);
    }

    /** Learns what became of a frame, on the publisher's context. */
    @FunctionalInterface
    public interface Receipt {
        /**
         * The outcome; told exactly once, but see {@link #wantsPlace}.
         *
         * @param failure null when the relay has taken it; {@code forbidden} without the right, {@code not_found} without
         *     the room
         * @param place its place; null with a failure, or for a repetition
         */
        void done(Throwable failure, StreamPlace place);

        /** Whether the place of a frame that was taken is to be told; false costs nothing per frame. */
        default boolean wantsPlace() {
            return true;
        }

        /**
         * Every subscriber of this node has been handed the piece, or has lost it; told exactly once for a piece that was
         * taken, after its place. Never told for a whole frame, a failure, a repetition.
         */
        default void spread() {}
    }
}
