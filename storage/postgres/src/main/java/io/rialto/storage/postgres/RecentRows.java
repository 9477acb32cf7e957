package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import java.util.Iterator;
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
    /** The same in order of their newest rows: each drops its own when it gets another one, all that are left go with the last. */
    private final Map<AccountId, RecentEnd> byAge = new LinkedHashMap<>(16, 0.75f, true);

    private final RecentMessages messages;
    private long held;

    /**
     * Nothing yet.
     *
     * @param max rows that are kept at most; 0 keeps none
     */
    RecentRows(int max) {
        this.max = max;
        this.messages = new RecentMessages(max);
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
            held -= messages.drop();
        }
        dropEnds();
    }

    /** Forgets everything: the database may be another one, which lacks the last commits. */
    synchronized void clear() {
        ends.clear();
        byAge.clear();
        messages.clear();
        held = 0;
    }

    private void add(WrittenRows rows) {
        long number = messages.add(rows);
        long oldest = messages.oldest();
        for (int i = 0; i < rows.size(); i++) {
            RecentEnd end = end(rows.owner(i), rows.account(i));
            end.drop(oldest);
            end.add(rows.iseq(i), rows.its(i), number);
        }
        held += rows.cost();
    }

    private RecentEnd end(AccountId owner, long account) {
        RecentEnd known = byAge.get(owner);
        if (known != null) {
            return known;
        }
        RecentEnd fresh = new RecentEnd(owner, account, messages);
        byAge.put(owner, fresh);
        ends.put(owner, fresh);
        return fresh;
    }

    private void dropEnds() {
        long oldest = messages.oldest();
        Iterator<RecentEnd> eldest = byAge.values().iterator();
        while (eldest.hasNext()) {
            RecentEnd end = eldest.next();
            if (!end.drop(oldest)) {
                return;
            }
            eldest.remove();
            ends.remove(end.owner());
        }
    }
}
