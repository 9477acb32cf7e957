package io.rialto.session;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.SessionInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often connections of the same device send each other away: two clients under one id that come back whenever they
 * are sent away would do so for ever. Beyond so many within a window the one that is there stays. Confined to its shard.
 */
final class Takeovers {
    private record Place(AccountId account, DeviceId device) {}

    private static final class Count {
        private final long since;
        private int taken = 1;

        Count(long since) {
            this.since = since;
        }
    }

    private final int most;
    private final long windowMillis;
    private final Map<Place, Count> counts = new HashMap<>();

    /** At most so many per window; 0 = no limit. */
    Takeovers(int most, long windowMillis) {
        this.most = most;
        this.windowMillis = windowMillis;
    }

    /** Whether a newcomer may send away the one that is there; then it counts. */
    boolean mayTake(SessionInfo newcomer, long now) {
        if (most == 0) {
            return true;
        }
        Place place = new Place(newcomer.account(), newcomer.device());
        Count count = counts.get(place);
        if (count == null || isOver(count, now)) {
            counts.put(place, new Count(now));
            return true;
        }
        return count.taken++ < most;
    }

    /** Forgets windows that are over. */
    void sweep(long now) {
        counts.values().removeIf(count -> isOver(count, now));
    }

    private boolean isOver(Count count, long now) {
        return now - count.since >= windowMillis;
    }
}
