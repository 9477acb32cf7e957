package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import java.util.List;

/** A group before and after a change of it. */
public record Amended(RoomState before, RoomState after) {
    /** Who is a member now and was none, in order of id. */
    public List<AccountId> came() {
        return members(after, before);
    }

    /** Who was a member and is none now, in order of id. */
    public List<AccountId> left() {
        return members(before, after);
    }

    private static List<AccountId> members(RoomState of, RoomState notOf) {
        return of.members().stream()
                .filter(account -> !notOf.standing(account).isMember())
                .toList();
    }
}
