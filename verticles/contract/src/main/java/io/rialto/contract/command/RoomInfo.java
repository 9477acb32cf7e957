package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;

/**
 * What a room is.
 *
 * @param title a line for people, may be empty
 * @param owner who made it
 * @param members all members with the owner, in order of id
 * @param head the newest position of its log
 */
public record RoomInfo(
        RoomId room, String title, AccountId owner, JoinPolicy join, List<AccountId> members, long head) {
    /** Copies the members. */
    public RoomInfo {
        members = List.copyOf(members);
    }
}
