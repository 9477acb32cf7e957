package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What moved from sheets into inboxes not long ago: the newest rows of the table, for readers who were told of them and ask a
 * moment later. Only a copy: whoever writes to the end of an inbox by another way, or takes a content away, has it forgotten
 * first. {@link #of} is for any thread, all else for the writer's.
 */
final class MovedRows {
    private record Moved(WaitingRows rows, long sinceNanos) {}

    private final ConcurrentMap<AccountId, WaitingRows> readable = new ConcurrentHashMap<>();
    /** The same, those that moved first come first. */
    private final Map<AccountId, Moved> inOrder = new LinkedHashMap<>();

    private long held;

    /** The newest rows of an account's part of the table; null where they are not known. */
    WaitingRows of(AccountId account) {
        return readable.get(account);
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** These rows are in their inbox now, behind all others. */
    void add(AccountId account, WaitingRows rows) {
        remove(account);
        inOrder.put(account, new Moved(rows, System.nanoTime()));
        readable.put(account, rows);
        rows.each((sheet, iseq, its) -> held += sheet.keep() ? 1 + sheet.cost() : 1);
    }

    /** An account's rows are not known any more. */
    void remove(AccountId account) {
        Moved before = inOrder.remove(account);
        if (before != null) {
            letGo(account, before.rows());
        }
    }

    /** Forgets what moved before then, and what moved first where more is held than this, counted as rows. */
    void trim(long beforeNanos, long most) {
        Iterator<Map.Entry<AccountId, Moved>> oldest = inOrder.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<AccountId, Moved> next = oldest.next();
            if (held <= most && next.getValue().sinceNanos() - beforeNanos > 0) {
                return;
            }
            oldest.remove();
            letGo(next.getKey(), next.getValue().rows());
        }
    }

    /** Nothing is known. */
    void clear() {
        inOrder.forEach((account, moved) -> letGo(account, moved.rows()));
        inOrder.clear();
    }

    private void letGo(AccountId account, WaitingRows rows) {
        readable.remove(account);
        rows.each((sheet, iseq, its) -> held -= sheet.letGo() ? 1 + sheet.cost() : 1);
    }
}
