package io.rialto.contract.stream;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;

/**
 * What an operator has a connection see: a stream room from now on, or no more.
 *
 * @param on from now on, else no more
 * @param bare frames as their bare bytes, where the protocol has such a form
 */
public record Viewing(RoomId room, boolean on, boolean bare) {
    /** Refuses other rooms than stream rooms with {@code bad_request}. */
    public Viewing {
        if (room.kind() != RoomKind.STREAM) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, room + " is no stream room (s:…)");
        }
    }
}
