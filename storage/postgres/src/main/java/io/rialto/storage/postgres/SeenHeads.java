package io.rialto.storage.postgres;

import java.util.Map;

/** How far inboxes, rooms reached in the database at one moment: those that were asked for, by surrogate key. */
record SeenHeads(Map<Long, Long> accounts, Map<Long, Long> rooms) {
    /** Whether an inbox had nothing behind this position. */
    boolean endsAt(long account, long last) {
        Long head = accounts.get(account);
        return head != null && head <= last;
    }

    /** Whether this node had written all that was said in a room since then. */
    boolean knownBy(long room, RecentRoom standing) {
        Long head = rooms.get(room);
        return head != null && standing.knows(head);
    }
}
