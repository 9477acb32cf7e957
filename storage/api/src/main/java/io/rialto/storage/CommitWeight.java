package io.rialto.storage;

import io.rialto.contract.id.RoomId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a commit weighs ({@link LogEntry#weight()}). Where a store writes one row for all that a commit gives an inbox, what
 * goes to a room that is in the commit already goes to inboxes that are written anyway: it counts a part. Used for one
 * commit.
 */
public final class CommitWeight {
    private final Set<RoomId> rooms = new HashSet<>();
    private final int max;
    private final int share;
    private int total;

    /**
     * Nothing yet.
     *
     * @param max what it takes at most
     * @param share the inboxes of another message of a room count one part in so many; 1: fully
     */
    public CommitWeight(int max, int share) {
        this.max = max;
        this.share = share;
    }

    /** What entries that belong together weigh by themselves; {@code share} as above. */
    public static int of(List<LogEntry> batch, int share) {
        CommitWeight alone = new CommitWeight(Integer.MAX_VALUE, share);
        alone.takes(batch);
        return alone.total;
    }

    /** Takes entries that belong together where there is room for all of them; the first ones in any case. */
    public boolean takes(List<LogEntry> batch) {
        Set<RoomId> fresh = new HashSet<>();
        int weight = 0;
        for (LogEntry entry : batch) {
            boolean known = rooms.contains(entry.room()) || !fresh.add(entry.room());
            weight += entry.weight(known ? share : 1);
        }
        boolean taken = fits(weight);
        if (taken) {
            rooms.addAll(fresh);
        }
        return taken;
    }

    /** Takes an entry where there is room for it; the first one in any case. */
    public boolean takes(LogEntry entry) {
        boolean taken = fits(entry.weight(rooms.contains(entry.room()) ? share : 1));
        if (taken) {
            rooms.add(entry.room());
        }
        return taken;
    }

    private boolean fits(int weight) {
        if (total > 0 && total + weight > max) {
            return false;
        }
        total += weight;
        return true;
    }
}
