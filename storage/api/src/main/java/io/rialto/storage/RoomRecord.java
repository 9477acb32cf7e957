package io.rialto.storage;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;

/**
 * A group as it is kept; direct rooms need no record, their id says all.
 *
 * @param createdAt milliseconds since 1970
 */
public record RoomRecord(RoomId room, String title, AccountId owner, JoinPolicy join, long createdAt) {}
