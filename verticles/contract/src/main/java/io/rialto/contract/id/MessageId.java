package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/** Names one stored message: 42 bits of milliseconds since 2024, 10 of node, 12 of counter (rooms.md §3.1). */
public record MessageId(long value) {
    /** Reads the decimal form that JSON carries; refuses anything else with {@code bad_request}. */
    public static MessageId parse(String text) {
        try {
            return new MessageId(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "message id must be a decimal number");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
