package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Positions;
import io.rialto.storage.sql.AccountHead;
import io.rialto.storage.sql.RoomHead;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction that appends, in two round trips, three where ids are new: keys; locks with the search for duplicates;
 * rows, heads, commit. Used once, on its session's context.
 */
final class AppendBatch {
    private final Session session;
    private final List<LogEntry> entries;
    private final Named rooms;
    private final Named accounts;
    private final Heads heads = new Heads();
    private final Duplicates duplicates = new Duplicates();
    private final LogRows log = new LogRows();
    private final ErasedRows erased;
    private final InboxRows inbox = new InboxRows();
    private final List<WrittenRows> written = new ArrayList<>();
    private boolean ended;

    AppendBatch(Session session, Keys roomKeys, Keys accountKeys, List<LogEntry> entries) {
        this.session = session;
        this.entries = entries;
        Set<String> roomIds = new LinkedHashSet<>();
        Set<String> accountIds = new LinkedHashSet<>();
        for (LogEntry entry : entries) {
            roomIds.add(entry.room().value());
            accountIds.add(entry.sender().value());
            entry.recipients().forEach(recipient -> accountIds.add(recipient.value()));
        }
        this.rooms = new Named(roomKeys, roomIds);
        this.accounts = new Named(accountKeys, accountIds);
        this.erased = new ErasedRows(rooms, accounts);
    }

    /** Runs it; one outcome per entry. After a failure nothing is stored, unless the connection was lost. */
    Future<List<Appended>> run() {
        Future<?> begun = session.simple("begin");
        Future<Void> roomsKnown = rooms.resolve(session, AppendTexts.ROOM_INTERN, AppendTexts.ROOM_KEYS);
        Future<Void> accountsKnown = accounts.resolve(session, AppendTexts.ACCOUNT_INTERN, AppendTexts.ACCOUNT_KEYS);
        return Future.join(roomsKnown, accountsKnown)
                .compose(known -> lock(begun))
                .compose(locked -> write());
    }

    /** What it has written, message by message. */
    List<WrittenRows> written() {
        return written;
    }

    /** Whether anything was to be stored. */
    boolean wrote() {
        return !log.isEmpty();
    }

    /** Takes it back, where it has not ended by itself. */
    Future<Void> rollBack() {
        return ended ? Future.succeededFuture() : session.simple("rollback").mapEmpty();
    }

    private Future<Void> lock(Future<?> begun) {
        Future<Void> locked = heads.lock(session, rooms, accounts);
        Future<Void> probed = duplicates.probe(session, entries, accounts);
        Future<Void> erasedBefore = erased.probe(session, entries);
        return Future.join(begun, locked, probed, erasedBefore).mapEmpty();
    }

    private Future<List<Appended>> write() {
        List<Appended> outcomes = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            Appended earlier = earlier(entry);
            outcomes.add(earlier == null ? number(entry) : earlier);
        }
        return (wrote() ? commit() : rollBack()).map(outcomes);
    }

    private Appended earlier(LogEntry entry) {
        Appended sent = duplicates.of(entry);
        return sent == null ? erased.of(entry) : sent;
    }

    /** All of it is on its way at once; where a row is refused, the commit behind it takes everything back. */
    private Future<Void> commit() {
        ended = true;
        Future<?> written = Future.join(
                session.run(AppendTexts.LOG_ADD, log.columns()),
                erased.write(session),
                session.run(AppendTexts.INBOX_ADD, inbox.columns()),
                session.run(AppendTexts.ROOM_HEADS, heads.roomColumns()),
                session.run(AppendTexts.ACCOUNT_HEADS, heads.accountColumns()));
        Future<?> committed = session.simple("commit");
        return Future.join(written, committed)
                .onSuccess(stands -> {
                    rooms.committed();
                    accounts.committed();
                })
                .mapEmpty();
    }

    private Appended number(LogEntry entry) {
        RoomHead room = heads.next(rooms.key(entry.room().value()));
        long sender = accounts.key(entry.sender().value());
        WrittenRows rows = new WrittenRows(entry);
        long senderIseq = 0;
        long its = 0;
        if (entry.echo()) {
            AccountHead own = deliver(entry.sender(), entry.ts(), entry, rows);
            senderIseq = own.iseq();
            its = own.its();
        }
        long ts = entry.timeAt(its);
        log.add(entry, ts, room, sender, senderIseq);
        Appended.Stored stored = new Appended.Stored(room.cseq(), senderIseq, its, fanOut(entry, ts, rows));
        rows.of(message(entry, room, ts), room.key(), entry.erases() != null);
        written.add(rows);
        duplicates.add(entry, stored);
        erased.add(entry, stored);
        return stored;
    }

    private static StoredMessage message(LogEntry entry, RoomHead room, long ts) {
        return new StoredMessage(
                entry.mid(), entry.room(), room.cseq(), entry.sender(), entry.cmid(), ts, entry.content());
    }

    private Positions fanOut(LogEntry entry, long ts, WrittenRows rows) {
        List<AccountId> recipients = entry.recipients();
        long[] iseqs = new long[recipients.size()];
        for (int i = 0; i < iseqs.length; i++) {
            iseqs[i] = deliver(recipients.get(i), ts, entry, rows).iseq();
        }
        return new Positions(iseqs);
    }

    private AccountHead deliver(AccountId account, long ts, LogEntry entry, WrittenRows rows) {
        AccountHead head = heads.next(accounts.key(account.value()), ts);
        inbox.add(head, entry.mid().value());
        rows.add(account, head);
        return head;
    }
}
