package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.AccountHead;
import io.rialto.storage.sql.Reading;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the inbox rows of a message to many as one row of the file, moves them into the inboxes later: what an account has
 * waiting goes at once, so that its page is touched once for many messages. An inbox stands, at any commit, in the table up
 * to some position, on sheets from there on. What a transaction did here is known to others when it is committed. Confined
 * to the writer's thread.
 */
final class SheetWriter {
    /** Rows that a commit of messages moves at least, where so many are due: somebody waits for its answer. */
    private static final int FEW = 512;
    /** Rows that are moved where nobody waits. */
    private static final int MANY = 4_096;

    /** An entry takes the content of what stands at this place. */
    record Erasing(RoomId room, long cseq, Content left) {}

    private final Sheets sheets;
    private final SheetOptions options;
    private final InboxRows inbox;
    private final PreparedStatement add;
    private final PreparedStatement drop;
    private final SheetRows rows = new SheetRows();
    private final Map<AccountId, WaitingRows> staged = new LinkedHashMap<>();
    private final List<Sheet> fresh = new ArrayList<>();
    /** Whose rows were moved, with those of this transaction that were moved behind them. */
    private final Map<AccountId, Optional<WaitingRows>> moved = new HashMap<>();
    /** Those whose inboxes got rows by another way after what moved. */
    private final Set<AccountId> overtaken = new HashSet<>();

    private final List<Erasing> erasures = new ArrayList<>();
    private long dropping;
    private int stagedRows;

    SheetWriter(Statements statements, Sheets sheets, SheetOptions options, InboxRows inbox) throws SQLException {
        this.sheets = sheets;
        this.options = options;
        this.inbox = inbox;
        add = statements.prepare("insert into sheet (seq, mid, rows) values (?1, ?2, ?3)");
        drop = statements.prepare("delete from sheet where seq <= ?1");
    }

    /** Whether the rows of an entry go on a sheet. */
    boolean takes(LogEntry entry) {
        return entry.recipients().size() >= options.from();
    }

    /** Begins the sheet of a message. */
    Sheet begin(StoredMessage message) {
        rows.clear();
        Sheet sheet = new Sheet(sheets.nextSeq(), message);
        fresh.add(sheet);
        return sheet;
    }

    /** Puts the account's newest position on the sheet that was begun. */
    void put(Sheet sheet, AccountId id, AccountHead account) {
        rows.add(account.key(), account.iseq(), account.its());
        staged.computeIfAbsent(id, any -> new WaitingRows(account.key(), account.iseq(), System.nanoTime()))
                .add(sheet, account.its());
        stagedRows++;
    }

    /** The sheet has all its rows. */
    void end(Sheet sheet) throws SQLException {
        add.setLong(1, sheet.seq());
        add.setLong(2, sheet.message().mid().value());
        add.setBytes(3, rows.toBytes());
        add.executeUpdate();
    }

    /** Something took the content of what stands at this place. */
    void erased(RoomId room, LogEntry.Erased erased) {
        erasures.add(new Erasing(room, erased.cseq(), erased.left()));
    }

    /** The newest rows of an account that stand on sheets in this transaction; null: its inbox has all. */
    WaitingRows tail(AccountId account) {
        WaitingRows here = staged.get(account);
        return here == null && !moved.containsKey(account) ? sheets.of(account) : here;
    }

    /** Moves what an account has on sheets into its inbox, which gets a row by another way next. */
    void moveBefore(AccountId account) throws SQLException {
        move(account);
        overtake(account);
    }

    /** Moves what an account has on sheets into its inbox. */
    void move(AccountId account) throws SQLException {
        WaitingRows before = sheets.of(account);
        if (before != null && moved.putIfAbsent(account, Optional.empty()) == null) {
            write(before);
        }
        WaitingRows here = staged.remove(account);
        if (here != null) {
            write(here);
            if (before == null || moved.put(account, Optional.of(here)).isPresent()) {
                overtake(account);
            }
        }
    }

    /** What moved is not the newest that its inbox has in the table. */
    private void overtake(AccountId account) {
        sheets.overtaken(account);
        if (moved.containsKey(account)) {
            overtaken.add(account);
        }
    }

    /** Moves a part of what is due beside what a commit has been asked for: a little more than it adds, the next one goes on. */
    void moveSomeDue() throws SQLException {
        moveDue(Math.max(FEW, stagedRows + stagedRows / 4L));
    }

    /** Moves what is due, where nobody waits. */
    void moveDue() throws SQLException {
        moveDue(MANY);
    }

    /** Moves what has waited for long enough, what is too much. */
    private void moveDue(long most) throws SQLException {
        long budget = most;
        long due = System.nanoTime() - options.delay().toNanos();
        sheets.forgetMoved(due, options.max());
        long surplus = sheets.held() - options.max();
        Iterator<Map.Entry<AccountId, WaitingRows>> oldest = sheets.oldestFirst();
        while (oldest.hasNext() && (budget > 0 || surplus > 0)) {
            Map.Entry<AccountId, WaitingRows> next = oldest.next();
            if (surplus <= 0 && next.getValue().sinceNanos() - due > 0) {
                break;
            }
            int size = next.getValue().size();
            move(next.getKey());
            budget -= size;
            surplus -= size;
        }
        dropDone();
        sheets.behind(budget <= 0);
    }

    /** Moves everything. */
    void moveAll() throws SQLException {
        Iterator<Map.Entry<AccountId, WaitingRows>> oldest = sheets.oldestFirst();
        while (oldest.hasNext()) {
            move(oldest.next().getKey());
        }
        dropDone();
    }

    /** The transaction stands. */
    void committed() {
        moved.forEach((account, behind) -> {
            if (overtaken.contains(account)) {
                sheets.remove(account);
            } else {
                sheets.move(account, behind);
            }
        });
        fresh.forEach(sheets::add);
        staged.forEach(sheets::add);
        erasures.forEach(sheets::erase);
        if (dropping > 0) {
            sheets.dropped(dropping);
        }
        sheets.settle();
        forget();
    }

    /** The transaction is gone. */
    void forget() {
        moved.clear();
        overtaken.clear();
        fresh.clear();
        staged.clear();
        erasures.clear();
        dropping = 0;
        stagedRows = 0;
    }

    /**
     * Moves what an earlier connection, or process, left on sheets; in the order of their numbers a row is missing in its
     * inbox exactly if it is behind that one's newest.
     */
    void recover(Statements statements) throws SQLException {
        try (PreparedStatement read = statements.prepare("select mid, rows from sheet order by seq");
                PreparedStatement head = statements.prepare("""
                    select coalesce(
                      (select i.iseq from inbox i where i.account = ?1 order by i.iseq desc limit 1),
                      (select f.iseq from inbox_floor f where f.account = ?1), 0)
                    """)) {
            Map<Long, Long> heads = new HashMap<>();
            List<byte[]> blobs = new ArrayList<>();
            List<Long> mids = new ArrayList<>();
            Statements.query(read, Reading.list(row -> {
                mids.add(row.integer(0));
                blobs.add(row.bytes(1));
                return row.integer(0);
            }));
            for (int i = 0; i < blobs.size(); i++) {
                long mid = mids.get(i);
                SheetRows.each(blobs.get(i), (account, iseq, its) -> {
                    Long known = heads.get(account);
                    long newest = known == null ? Statements.query(head, Reading.number(), account) : known;
                    if (iseq > newest) {
                        inbox.add(account, iseq, its, mid);
                        newest = iseq;
                    }
                    heads.put(account, newest);
                });
            }
            drop.setLong(1, Long.MAX_VALUE);
            drop.executeUpdate();
        }
    }

    private void dropDone() throws SQLException {
        if (sheets.done() > 0) {
            dropping = sheets.done();
            drop.setLong(1, dropping);
            drop.executeUpdate();
        }
    }

    private void write(WaitingRows waiting) throws SQLException {
        waiting.each((sheet, iseq, its) ->
                inbox.add(waiting.account(), iseq, its, sheet.message().mid().value()));
    }
}
