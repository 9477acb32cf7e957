package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.sql.PageBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is committed on sheets but not yet in inboxes, account by account: the end of each of these inboxes. Outlives
 * connections. {@link #of}, {@link #page} are for any thread, all else for the writer's.
 */
final class Sheets {
    private final ConcurrentMap<AccountId, WaitingRows> readable = new ConcurrentHashMap<>();
    /** The same, those whose first row is oldest first. */
    private final Map<AccountId, WaitingRows> inOrder = new LinkedHashMap<>();

    private final MovedRows moved = new MovedRows();
    private final Deque<Sheet> sheets = new ArrayDeque<>();
    private long held;
    private long lastSeq;
    private long done;
    private boolean behind;

    /** The rows of an account that stand on sheets; null: all are in its inbox. */
    WaitingRows of(AccountId account) {
        return readable.get(account);
    }

    /** The page behind a position; empty where it begins with what only the table has. */
    Optional<InboxPage> page(AccountId account, long after, PageBudget budget) {
        WaitingRows end = readable.get(account);
        WaitingRows before = moved.of(account); // read after the end: what moves meanwhile is in one of them
        if (before == null || (end != null && (after >= end.first() - 1 || before.lastIseq() + 1 != end.first()))) {
            return end == null ? Optional.empty() : end.page(account, after, budget);
        }
        Optional<InboxPage> page = before.page(account, after, budget);
        return end == null ? page : page.map(first -> goOn(account, first, end, budget));
    }

    /** Where the first part has room for all that stands before the end, the end follows. */
    private static InboxPage goOn(AccountId account, InboxPage first, WaitingRows end, PageBudget budget) {
        Optional<InboxPage> rest = end.page(account, first.to(), budget);
        List<InboxItem> items = new ArrayList<>(first.items());
        rest.ifPresent(page -> items.addAll(page.items()));
        return new InboxPage(first.from(), rest.map(InboxPage::to).orElse(first.to()), items, end.lastIseq());
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

    /** There is nothing to move, nothing to forget. */
    boolean isAtRest() {
        return isEmpty() && moved.isEmpty();
    }

    /** Whether more was due than moved. */
    boolean isBehind() {
        return behind;
    }

    /** More is due than moved, or all that was due has. */
    void behind(boolean yes) {
        behind = yes;
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
        take(account);
        readable.remove(account);
    }

    /** The same, with what followed at once; as nothing else stands behind it there, it is read from memory still. */
    void move(AccountId account, Optional<WaitingRows> following) {
        WaitingRows rows = take(account);
        following.ifPresent(rows::addAll);
        moved.add(account, rows);
        readable.remove(account);
    }

    private WaitingRows take(AccountId account) {
        WaitingRows rows = inOrder.remove(account);
        held -= rows.size();
        rows.each((sheet, iseq, its) -> sheet.lost());
        return rows;
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

    /** What an account has in the table is not read from memory any more: more comes there than what moves. */
    void overtaken(AccountId account) {
        moved.remove(account);
    }

    /** Forgets what moved before then, or is too much: it is read in the table. */
    void forgetMoved(long beforeNanos, long most) {
        moved.trim(beforeNanos, most);
    }

    /** What an entry took the content of. */
    void erase(SheetWriter.Erasing erasing) {
        moved.clear();
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
        moved.clear();
        inOrder.clear();
        sheets.clear();
        held = 0;
        lastSeq = 0;
        done = 0;
    }
}
