package io.rialto.message;

import io.rialto.contract.id.RoomId;

/** Asks whether the caller belongs to a room; the answer is {@code Done}, or {@code not_member}. */
public record Authorise(RoomId room) {}
