package io.rialto.storage.postgres;

import io.rialto.contract.id.RoomId;
import io.rialto.storage.LogEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a commit weighs. What goes to a room that is in it already goes to inboxes whose heads are locked, written anyway,
 * whose rows take it up: its recipients count an eighth. Used for one commit.
 */
final class CommitWeight {
    private static final int SHARE = 8;

    private final Set<RoomId> rooms = new HashSet<>();
    private final int max;
    private int total;

    CommitWeight(int max) {
        this.max = max;
    }

    /** Takes a batch where there is room for it; the first one in any case. */
    boolean takes(List<LogEntry> batch) {
        int weight = 0;
        for (LogEntry entry : batch) {
            weight += rooms.contains(entry.room()) ? entry.weight(SHARE) : entry.weight();
        }
        if (total > 0 && total + weight > max) {
            return false;
        }
        total += weight;
        batch.forEach(entry -> rooms.add(entry.room()));
        return true;
    }
}
