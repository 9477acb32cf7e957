package io.rialto.message;

import io.rialto.contract.id.RoomId;

/**
 * Asks whether the caller belongs to a room; the answer is {@code Done}, or {@code not_member}.
 *
 * @param anew whether the members are read again, since the home may have missed a change
 */
public record Authorise(RoomId room, boolean anew) {}
