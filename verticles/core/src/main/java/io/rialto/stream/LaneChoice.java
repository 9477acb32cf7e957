package io.rialto.stream;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whose frames of one lane a session wants: those it named, or the first so many who publish. Confined to the
 * connection's context.
 */
final class LaneChoice {
    private final Set<AccountId> publishers = new LinkedHashSet<>();
    private boolean all;

    /** Adds publishers; none means all. */
    void add(Set<AccountId> more) {
        Set<AccountId> together = new LinkedHashSet<>(publishers);
        together.addAll(more);
        if (together.size() > StreamLimits.PUBLISHERS_PER_LANE) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED,
                    "a lane subscription has at most " + StreamLimits.PUBLISHERS_PER_LANE + " publishers");
        }
        publishers.addAll(more);
        all |= more.isEmpty();
    }

    /** Those that were named; none where all were asked for. */
    Set<AccountId> named() {
        return all ? Set.of() : Set.copyOf(publishers);
    }

    /** Takes publishers away; true where nobody is left. */
    boolean remove(Set<AccountId> fewer) {
        publishers.removeAll(fewer);
        return !all && publishers.isEmpty();
    }

    /** Whether this publisher is wanted; a new one takes a free place where all were asked for. */
    boolean takes(AccountId publisher) {
        if (publishers.contains(publisher)) {
            return true;
        }
        boolean takes = all && publishers.size() < StreamLimits.PUBLISHERS_PER_LANE;
        if (takes) {
            publishers.add(publisher);
        }
        return takes;
    }
}
