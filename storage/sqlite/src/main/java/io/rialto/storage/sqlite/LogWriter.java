package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Positions;
import io.rialto.storage.sql.AccountHead;
import io.rialto.storage.sql.ContentColumns;
import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.RoomHead;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Writes messages with their inbox rows: the hot path. A position is taken only after the insert has shown that the
 * message is no duplicate. Confined to the writer's thread.
 */
final class LogWriter {
    private final Heads heads;
    private final InboxRows inbox;
    private final SheetWriter sheets;
    private final ErasedRows erased;
    private final PreparedStatement add;
    private final PreparedStatement find;
    private final PreparedStatement cursor;

    LogWriter(Statements statements, Sheets waiting, SheetOptions options) throws SQLException {
        heads = new Heads(statements, waiting);
        inbox = new InboxRows(statements);
        sheets = new SheetWriter(statements, waiting, options, inbox);
        erased = new ErasedRows(statements);
        add = statements.prepare("insert into log (mid, room, cseq, sender, iseq, cmid, ts, type, attrs, bytes)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict do nothing");
        find = statements.prepare("select mid, cseq, ts, iseq from log where sender = ?1 and cmid = ?2");
        cursor = statements.prepare("update device set cursor = ?3 where account = ?1 and dev = ?2 and cursor < ?3");
    }

    Appended append(LogEntry entry) throws SQLException {
        RoomHead room = heads.room(entry.room());
        AccountHead sender = heads.account(entry.sender());
        Optional<Appended> earlier = erased.earlier(entry, room.key(), sender.key());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (!added(entry, room, sender)) {
            return duplicate(entry, sender);
        }
        room.next();
        erase(entry, room);
        Sheet sheet = sheets.takes(entry) ? sheets.begin(message(entry, room, sender)) : null;
        Appended stored = deliver(entry, room, sender, sheet);
        if (sheet != null) {
            sheets.end(sheet);
        }
        return stored;
    }

    /** What stands on sheets. */
    SheetWriter sheets() {
        return sheets;
    }

    /** Moves a device's cursor forwards. */
    void moveCursor(long account, DeviceId device, long iseq) throws SQLException {
        Statements.update(cursor, account, device.value(), iseq);
    }

    /** Writes the rows that wait; nothing may look at inboxes in this transaction before. */
    void flush() throws SQLException {
        inbox.flush();
    }

    /** The transaction stands. */
    void committed() {
        heads.trim();
        sheets.committed();
    }

    /** The transaction is gone. */
    void forget() {
        heads.clear();
        inbox.clear();
        sheets.forget();
    }

    private boolean added(LogEntry entry, RoomHead room, AccountHead sender) throws SQLException {
        Content content = entry.content();
        add.setLong(1, entry.mid().value());
        add.setLong(2, room.key());
        add.setLong(3, room.cseq() + 1);
        add.setLong(4, sender.key());
        add.setLong(5, entry.echo() ? sender.iseq() + 1 : 0);
        add.setString(6, entry.cmid());
        add.setLong(7, entry.timeAt(sender.timeOf(entry.ts())));
        add.setString(8, content.type());
        add.setBytes(9, ContentColumns.attrs(content));
        add.setBytes(10, content.bytes());
        return add.executeUpdate() > 0;
    }

    private void erase(LogEntry entry, RoomHead room) throws SQLException {
        erased.erase(entry, room.key(), room.cseq());
        if (entry.erases() != null) {
            sheets.erased(entry.room(), entry.erases());
        }
    }

    /** The message as the log has it, whose position is taken. */
    private static StoredMessage message(LogEntry entry, RoomHead room, AccountHead sender) {
        return new StoredMessage(
                entry.mid(),
                entry.room(),
                room.cseq(),
                entry.sender(),
                entry.cmid(),
                entry.timeAt(sender.timeOf(entry.ts())),
                entry.content());
    }

    private Appended deliver(LogEntry entry, RoomHead room, AccountHead sender, Sheet sheet) throws SQLException {
        if (!entry.echo()) {
            return new Appended.Stored(room.cseq(), 0, 0, fanOut(entry, entry.ts(), sheet));
        }
        deliver(entry, entry.sender(), sender, entry.ts(), sheet);
        return new Appended.Stored(room.cseq(), sender.iseq(), sender.its(), fanOut(entry, sender.its(), sheet));
    }

    private Positions fanOut(LogEntry entry, long ts, Sheet sheet) throws SQLException {
        List<AccountId> recipients = entry.recipients();
        long[] iseqs = new long[recipients.size()];
        for (int i = 0; i < iseqs.length; i++) {
            AccountHead recipient = heads.account(recipients.get(i));
            deliver(entry, recipients.get(i), recipient, ts, sheet);
            iseqs[i] = recipient.iseq();
        }
        return new Positions(iseqs);
    }

    /** What an inbox has on sheets comes before what is written to it otherwise. */
    private void deliver(LogEntry entry, AccountId id, AccountHead account, long ts, Sheet sheet) throws SQLException {
        account.next(ts);
        if (sheet == null) {
            sheets.moveBefore(id);
            inbox.add(account.key(), account.iseq(), account.its(), entry.mid().value());
        } else {
            sheets.put(sheet, id, account);
        }
    }

    private Appended duplicate(LogEntry entry, AccountHead sender) throws SQLException {
        Optional<Appended> earlier = entry.cmid() == null
                ? Optional.empty()
                : Statements.query(
                        find,
                        Reading.first(row -> new Appended.Duplicate(
                                new MessageId(row.integer(0)), row.integer(1), row.integer(2), row.integer(3))),
                        sender.key(),
                        entry.cmid());
        return earlier.orElseThrow(
                () -> new IllegalStateException("message id " + entry.mid() + " was given out twice"));
    }
}
