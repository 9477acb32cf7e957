package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Reading;
import io.rialto.storage.sql.Retention;
import io.rialto.storage.sql.Row;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes what has outlived its time, one small step per call: walks around the accounts, and takes the oldest messages
 * off the log. Heads survive: where the newest row goes, its position is kept as the floor. Confined to the writer's
 * thread.
 */
final class Trimmer {
    private static final int ACCOUNTS = 1_024;
    private static final int ROWS = 1_024;

    private static final String ACCOUNTS_TEXT = """
            select k.key,
              (select i.iseq from inbox i where i.account = k.key order by i.iseq limit 1),
              (select i.its from inbox i where i.account = k.key order by i.iseq limit 1),
              (select i.iseq from inbox i where i.account = k.key order by i.iseq desc limit 1)
            from account_key k where k.key > ?1 order by k.key limit ?2""";
    private static final String EXPIRED_TEXT = """
            select coalesce(max(iseq), 0) from (
              select iseq, its from inbox where account = ?1 order by iseq limit ?2) where its < ?3""";
    private static final String FLOOR_TEXT = """
            insert into inbox_floor (account, iseq, its) select account, iseq, its from inbox
            where account = ?1 and iseq = ?2
            on conflict (account) do update set iseq = excluded.iseq, its = excluded.its""";
    private static final String OLDEST_TEXT = "select mid, room, cseq, ts from log order by mid limit ?1";
    private static final String ROOM_FLOOR_TEXT = """
            insert into room_floor (room, cseq) values (?1, ?2)
            on conflict (room) do update set cseq = max(cseq, excluded.cseq)""";

    private final Retention retention;
    private long walked;

    Trimmer(Retention retention) {
        this.retention = retention;
    }

    /** Does one step; whether it left something behind that is due already. */
    boolean step(Statements statements) throws SQLException {
        long now = System.currentTimeMillis();
        boolean inboxesLeft = trimInboxes(statements, now - retention.inbox().toMillis());
        boolean logLeft = trimLog(statements, now - retention.log().toMillis());
        return inboxesLeft || logLeft;
    }

    /** An account that has more to lose than the step allows is visited again by the next one. */
    private boolean trimInboxes(Statements statements, long cutoff) throws SQLException {
        List<Inbox> inboxes = inboxes(statements);
        long left = ROWS;
        for (Inbox inbox : inboxes) {
            long bound = bound(statements, inbox, cutoff);
            if (inbox.oldest() > 0 && inbox.oldest() <= bound) {
                long last = Math.min(bound, inbox.oldest() + left - 1);
                remove(statements, inbox, last);
                left -= last - inbox.oldest() + 1;
            }
            if (left == 0) {
                walked = inbox.account() - 1;
                return true;
            }
        }
        walked = inboxes.size() < ACCOUNTS ? 0 : inboxes.get(inboxes.size() - 1).account();
        return false;
    }

    /** The newest position that may go; 0 where none may. */
    private long bound(Statements statements, Inbox inbox, long cutoff) throws SQLException {
        long surplus = inbox.newest() - retention.inboxRows();
        boolean aged = inbox.oldest() > 0 && inbox.oldestIts() < cutoff;
        return aged ? Math.max(surplus, expired(statements, inbox, cutoff)) : surplus;
    }

    private List<Inbox> inboxes(Statements statements) throws SQLException {
        try (PreparedStatement some = statements.prepare(ACCOUNTS_TEXT)) {
            return Statements.query(some, Reading.list(Inbox::of), walked, ACCOUNTS);
        }
    }

    private static long expired(Statements statements, Inbox inbox, long cutoff) throws SQLException {
        try (PreparedStatement expired = statements.prepare(EXPIRED_TEXT)) {
            return Statements.query(expired, Reading.number(), inbox.account(), ROWS, cutoff);
        }
    }

    private static void remove(Statements statements, Inbox inbox, long bound) throws SQLException {
        try (PreparedStatement floor = statements.prepare(FLOOR_TEXT);
                PreparedStatement delete = statements.prepare("delete from inbox where account = ?1 and iseq <= ?2")) {
            if (bound == inbox.newest()) {
                Statements.update(floor, inbox.account(), bound);
            }
            Statements.update(delete, inbox.account(), bound);
        }
    }

    /** Message ids rise with time, so the oldest stand at the left edge; the first one that is young ends the step. */
    private static boolean trimLog(Statements statements, long cutoff) throws SQLException {
        try (PreparedStatement oldest = statements.prepare(OLDEST_TEXT);
                PreparedStatement floor = statements.prepare(ROOM_FLOOR_TEXT);
                PreparedStatement delete = statements.prepare("delete from log where mid = ?1")) {
            List<Message> messages = Statements.query(oldest, Reading.list(Message::of), ROWS);
            for (Message message : messages) {
                if (message.ts() >= cutoff) {
                    return false;
                }
                Statements.update(floor, message.room(), message.cseq());
                Statements.update(delete, message.mid());
            }
            return messages.size() == ROWS;
        }
    }

    /** Positions are 0 where nothing is kept. */
    private record Inbox(long account, long oldest, long oldestIts, long newest) {
        static Inbox of(Row row) {
            return row.isNull(1)
                    ? new Inbox(row.integer(0), 0, 0, 0)
                    : new Inbox(row.integer(0), row.integer(1), row.integer(2), row.integer(3));
        }
    }

    private record Message(long mid, long room, long cseq, long ts) {
        static Message of(Row row) {
            return new Message(row.integer(0), row.integer(1), row.integer(2), row.integer(3));
        }
    }
}
