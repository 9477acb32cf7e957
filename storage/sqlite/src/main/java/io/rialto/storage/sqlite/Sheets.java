package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is committed on sheets but not yet in inboxes, account by account: the end of each of these inboxes. Outlives
 * connections. {@link #of} is for any thread, all else for the writer's.
 */
final class Sheets {
    private final ConcurrentMap<AccountId, WaitingRows> readable = new ConcurrentHashMap<>();
    /** The same, those whose first row is oldest first. */
    private final Map<AccountId, WaitingRows> inOrder = new LinkedHashMap<>();

    private final Deque<Sheet> sheets = new ArrayDeque<>();
    private long held;
    private long lastSeq;
    private long done;

    /** The rows of an account that stand on sheets; null: all are in its inbox. */
    WaitingRows of(AccountId account) {
        return readable.get(account);
    }

    /** The number of the next sheet. */
    long nextSeq() {
        return ++lastSeq;
    }

    /** What is held in memory, in rows. */
    long held() {
        return held;
    }

    /** Every row is in its inbox, every sheet dropped. */
    boolean isEmpty() {
        return inOrder.isEmpty() && done == 0;
    }

    /** Up to which number sheets have no rows any more; 0: none that is known of. */
    long done() {
        return done;
    }

    /** The account whose rows wait for longest, or what follows it. */
    Iterator<Map.Entry<AccountId, WaitingRows>> oldestFirst() {
        return inOrder.entrySet().iterator();
    }

    /** A committed sheet. */
    void add(Sheet sheet) {
        sheets.add(sheet);
        held += sheet.cost();
    }

    /** Committed rows of an account, behind those it has. */
    void add(AccountId account, WaitingRows rows) {
        held += rows.size();
        rows.each((sheet, iseq, its) -> sheet.gained());
        WaitingRows before = inOrder.get(account);
        if (before == null) {
            inOrder.put(account, rows);
            readable.put(account, rows);
        } else {
            before.addAll(rows);
        }
    }

    /** What an account had here is in its inbox now. */
    void remove(AccountId account) {
        WaitingRows rows = inOrder.remove(account);
        readable.remove(account);
        held -= rows.size();
        rows.each((sheet, iseq, its) -> sheet.lost());
    }

    /** Finds out which sheets have no rows any more. After a commit. */
    void settle() {
        while (!sheets.isEmpty() && sheets.peek().isDone()) {
            Sheet sheet = sheets.remove();
            held -= sheet.cost();
            done = sheet.seq();
        }
    }

    /** The sheets that were done up to this number are dropped. */
    void dropped(long seq) {
        if (done == seq) {
            done = 0;
        }
    }

    /** What an entry took the content of. */
    void erase(SheetWriter.Erasing erasing) {
        for (Sheet sheet : sheets) {
            if (sheet.isAt(erasing.room(), erasing.cseq())) {
                held -= sheet.cost();
                sheet.erase(erasing.left());
                held += sheet.cost();
            }
        }
    }

    /** All rows are in their inboxes, all sheets dropped. */
    void clear() {
        readable.clear();
        inOrder.clear();
        sheets.clear();
        held = 0;
        lastSeq = 0;
        done = 0;
    }
}
