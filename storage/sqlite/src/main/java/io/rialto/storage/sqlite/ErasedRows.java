package io.rialto.storage.sqlite;

import io.rialto.contract.id.MessageId;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.ContentColumns;
import io.rialto.storage.sql.Reading;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Takes the content of messages away, each once. Confined to the writer's thread. */
final class ErasedRows {
    private final PreparedStatement find;
    private final PreparedStatement erase;

    ErasedRows(Statements statements) throws SQLException {
        find = statements.prepare("""
                select e.mid, e.cseq, e.ts, case when e.sender = ?3 then e.iseq else 0 end
                from log l join log e on e.room = l.room and e.cseq = l.erased where l.room = ?1 and l.cseq = ?2""");
        erase = statements.prepare("""
                update log set type = ?4, attrs = ?5, bytes = null, erased = ?3 where room = ?1 and cseq = ?2""");
    }

    /** The entry that took the content of this one's target; empty where it is still there. */
    Optional<Appended> earlier(LogEntry entry, long room, long sender) throws SQLException {
        return entry.erases() == null
                ? Optional.empty()
                : Statements.query(
                        find,
                        Reading.first(row -> new Appended.Duplicate(
                                new MessageId(row.integer(0)), row.integer(1), row.integer(2), row.integer(3))),
                        room,
                        entry.erases().cseq(),
                        sender);
    }

    /** An entry stands at this position: what it erases goes. */
    void erase(LogEntry entry, long room, long cseq) throws SQLException {
        if (entry.erases() != null) {
            LogEntry.Erased erased = entry.erases();
            byte[] attrs = ContentColumns.attrs(erased.left());
            Statements.update(erase, room, erased.cseq(), cseq, erased.left().type(), attrs);
        }
    }
}
