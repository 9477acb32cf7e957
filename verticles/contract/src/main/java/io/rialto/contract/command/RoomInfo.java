package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;

/**
 * What a room is.
 *
 * @param title a line for people, may be empty
 * @param owner whose it is
 * @param managers the members who lead it beside the owner, in order of id
 * @param members all members with owner and managers, in order of id
 * @param head the newest position of its log
 */
public record RoomInfo(
        RoomId room,
        String title,
        AccountId owner,
        List<AccountId> managers,
        JoinPolicy join,
        List<AccountId> members,
        long head) {
    /** Copies the lists. */
    public RoomInfo {
        managers = List.copyOf(managers);
        members = List.copyOf(members);
    }
}
