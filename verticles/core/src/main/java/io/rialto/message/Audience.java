package io.rialto.message;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who hears what is said in a room: its members; who of them may speak there. Immutable. */
final class Audience {
    /** Why a member may not speak. */
    record Silence(ErrorCode code, String why) {}

    private final List<AccountId> members;
    private final Set<AccountId> lookup;
    private final Map<AccountId, Silence> silent;

    /** All members may speak. */
    Audience(List<AccountId> members) {
        this(members, Map.of());
    }

    /** All members may speak but these. */
    Audience(List<AccountId> members, Map<AccountId, Silence> silent) {
        this.members = List.copyOf(members);
        this.lookup = new LinkedHashSet<>(members);
        this.silent = Map.copyOf(silent);
    }

    /** Refuses a member that may not speak. */
    void requireSpeaker(AccountId account) {
        Silence silence = silent.get(account);
        if (silence != null) {
            throw new GatewayException(silence.code(), silence.why());
        }
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
