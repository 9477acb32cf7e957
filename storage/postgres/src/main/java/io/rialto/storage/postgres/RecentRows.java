package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this node has written last, so that those who are online read it from here. Other nodes write to the same inboxes,
 * the same rooms: what is here counts only as far as the database says that nothing else has come ({@link SeenHeads}). Safe
 * on any thread.
 */
final class RecentRows {
    private final int max;
    private final ConcurrentMap<AccountId, RecentEnd> ends = new ConcurrentHashMap<>();
    private final Map<Long, RecentRoom> rooms = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<WrittenRows> written = new ArrayDeque<>();
    private long held;

    /**
     * Nothing yet.
     *
     * @param max rows that are kept at most; 0 keeps none
     */
    RecentRows(int max) {
        this.max = max;
    }

    /** The newest rows of an account; null where there are none here. */
    RecentEnd of(AccountId account) {
        return ends.get(account);
    }

    /** Takes what a committed transaction has written, in its order; before anybody is told of it. */
    synchronized void add(List<WrittenRows> committed) {
        if (max == 0) {
            return;
        }
        committed.forEach(this::add);
        while (held > max) {
            drop(written.remove());
        }
    }

    /** Forgets everything: the database may be another one, which lacks the last commits. */
    synchronized void clear() {
        ends.clear();
        rooms.clear();
        written.clear();
        held = 0;
    }

    private void add(WrittenRows rows) {
        RecentMessage message = new RecentMessage(rows.message(), rows.room(), standing(rows));
        for (int i = 0; i < rows.size(); i++) {
            long account = rows.account(i);
            ends.computeIfAbsent(rows.owner(i), owner -> new RecentEnd(owner, account))
                    .add(rows.iseq(i), rows.its(i), message);
        }
        written.add(rows);
        held += rows.cost();
    }

    /** Where another node has written, or something was taken away, nothing is known of the messages before it. */
    private RecentRoom standing(WrittenRows rows) {
        long cseq = rows.message().cseq();
        RecentRoom known = rooms.get(rows.room());
        if (known != null && !rows.erases() && known.cseq() == cseq - 1) {
            known.reach(cseq);
            return known;
        }
        if (known != null) {
            known.spoil();
        }
        RecentRoom fresh = new RecentRoom(cseq);
        rooms.put(rows.room(), fresh);
        if (rooms.size() > max) {
            rooms.remove(rooms.keySet().iterator().next());
        }
        return fresh;
    }

    private void drop(WrittenRows rows) {
        held -= rows.cost();
        for (int i = 0; i < rows.size(); i++) {
            RecentEnd end = ends.get(rows.owner(i));
            if (end != null && end.drop(rows.iseq(i))) {
                ends.remove(rows.owner(i));
            }
        }
    }
}
