package io.rialto.contract.channel;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * Where a frame stands in a payload that is larger than a frame. Refuses with {@code bad_request} what cannot be.
 *
 * @param payload the publisher's own number of the payload, unsigned
 * @param offset how many bytes of it stand before this piece
 * @param total bytes of the whole payload
 */
public record Piece(long payload, long offset, long total) {
    /** Refuses a place outside of the payload. */
    public Piece {
        if (offset < 0 || total < 0 || offset > total) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST,
                    "a piece at " + Long.toUnsignedString(offset) + " is outside of its payload");
        }
    }

    /** Refuses a piece of so many bytes that goes beyond its payload's end. */
    public void requireFits(int length) {
        if (length > total - offset) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST,
                    "a piece of " + length + " bytes at " + offset + " goes beyond its payload's " + total);
        }
    }

    /** Refuses with {@code too_large} a payload of more bytes. */
    public void requireAtMost(long limit) {
        if (total > limit) {
            throw new GatewayException(
                    ErrorCode.TOO_LARGE, "a payload has at most " + limit + " bytes, this one has " + total);
        }
    }
}
