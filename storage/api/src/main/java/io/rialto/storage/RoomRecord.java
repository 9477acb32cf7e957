package io.rialto.storage;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;

/**
 * A group as it is kept; direct rooms need no record, their id says all.
 *
 * @param createdAt milliseconds since 1970
 * @param endedAt milliseconds since 1970; 0 while it stands. One that has ended is kept without members, so that its id is
 *     not given again
 */
public record RoomRecord(RoomId room, String title, AccountId owner, JoinPolicy join, long createdAt, long endedAt) {
    /** A group that stands. */
    public RoomRecord(RoomId room, String title, AccountId owner, JoinPolicy join, long createdAt) {
        this(room, title, owner, join, createdAt, 0);
    }

    /** Whether it has ended. */
    public boolean ended() {
        return endedAt > 0;
    }

    /** The same group with another title. */
    public RoomRecord titled(String changed) {
        return new RoomRecord(room, changed, owner, join, createdAt, endedAt);
    }

    /** The same group, of another owner. */
    public RoomRecord ownedBy(AccountId changed) {
        return new RoomRecord(room, title, changed, join, createdAt, endedAt);
    }

    /** The same group, entered in another way. */
    public RoomRecord entered(JoinPolicy changed) {
        return new RoomRecord(room, title, owner, changed, createdAt, endedAt);
    }

    /** The same group, over since then. */
    public RoomRecord ended(long at) {
        return new RoomRecord(room, title, owner, join, createdAt, at);
    }
}
