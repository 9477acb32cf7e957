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
    /** As many as may be in a room at a time; above that whoever was taken back first comes again. */
    private static final int MAX_UNWANTED = 1000;

    private final Set<AccountId> publishers = new LinkedHashSet<>();
    /** Who was taken back by name while all are asked for. */
    private final Set<AccountId> unwanted = new LinkedHashSet<>(0);

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
        unwanted.removeAll(more);
        if (more.isEmpty()) {
            all = true;
            unwanted.clear();
        }
    }

    /** Those that were named; none where all were asked for. */
    Set<AccountId> named() {
        return all ? Set.of() : Set.copyOf(publishers);
    }

    /** Takes publishers away; true where nobody is left. */
    boolean remove(Set<AccountId> fewer) {
        publishers.removeAll(fewer);
        if (all) {
            fewer.forEach(this::refuse);
        }
        return !all && publishers.isEmpty();
    }

    /** Whether this publisher is wanted; a new one takes a free place where all were asked for. */
    boolean takes(AccountId publisher) {
        if (publishers.contains(publisher)) {
            return true;
        }
        boolean takes = all && !unwanted.contains(publisher) && publishers.size() < StreamLimits.PUBLISHERS_PER_LANE;
        if (takes) {
            publishers.add(publisher);
        }
        return takes;
    }

    private void refuse(AccountId publisher) {
        if (unwanted.size() >= MAX_UNWANTED) {
            unwanted.remove(unwanted.iterator().next());
        }
        unwanted.add(publisher);
    }
}
