package io.rialto.adapter.websocket;

import io.rialto.adapter.json.Fields;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * One request of a client.
 *
 * @param id a String or a Long, repeated in the answer; null where the client gave none
 * @param op what it asks for
 * @param args with what
 */
record Request(Object id, String op, Fields args) {
    private static final int MAX_ID = 64;
    private static final int MAX_OP = 64;

    /** Reads a request; {@code bad_request} where it has no legal {@code id} or {@code op}. */
    static Request read(Fields frame) {
        Object id = frame.raw("id").orElse(null);
        String op = frame.optionalString("op", MAX_OP).orElseThrow(() -> frame.missing("op", "a string"));
        boolean legal = id == null ? Operations.mayLackId(op) : isLegal(id);
        if (!legal) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "id must be a whole number or a string of at most 64 characters");
        }
        return new Request(id, op, frame.object("args"));
    }

    private static boolean isLegal(Object id) {
        return id instanceof Long || (id instanceof String text && text.length() <= MAX_ID);
    }
}
