package io.rialto.message;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;

/** Asks whether both the caller and another account belong to a room; the answer is {@code Done}, or {@code not_member}. */
public record RequireMembers(RoomId room, AccountId other) {}
