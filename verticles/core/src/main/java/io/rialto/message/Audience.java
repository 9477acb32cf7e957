package io.rialto.message;

import io.rialto.contract.id.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who may speak in a room, who hears it: its members. Immutable. */
final class Audience {
    private final List<AccountId> members;
    private final Set<AccountId> lookup;

    Audience(List<AccountId> members) {
        this.members = List.copyOf(members);
        this.lookup = new LinkedHashSet<>(members);
    }

    boolean includes(AccountId account) {
        return lookup.contains(account);
    }

    List<AccountId> everybody() {
        return members;
    }

    int size() {
        return members.size();
    }

    /** Everybody but the one who speaks. */
    List<AccountId> without(AccountId speaker) {
        return members.stream().filter(member -> !member.equals(speaker)).toList();
    }
}
