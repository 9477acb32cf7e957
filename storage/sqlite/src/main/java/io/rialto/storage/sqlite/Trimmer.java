package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Reading;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes what has outlived its time, one small step per call: walks around the accounts, and takes the oldest messages
 * off the log. Heads survive: where the newest row goes, its position is kept as the floor. Confined to the writer's
 * thread.
 */
final class Trimmer {
    private static final int ACCOUNTS = 256;
    private static final int ROWS = 512;

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

    void step(Statements statements) throws SQLException {
        long now = System.currentTimeMillis();
        trimInboxes(statements, now - retention.inbox().toMillis());
        trimLog(statements, now - retention.log().toMillis());
    }

    private void trimInboxes(Statements statements, long cutoff) throws SQLException {
        List<Inbox> inboxes = inboxes(statements);
        walked = inboxes.size() < ACCOUNTS ? 0 : inboxes.get(inboxes.size() - 1).account();
        for (Inbox inbox : inboxes) {
            boolean aged = inbox.oldest() > 0 && inbox.oldestIts() < cutoff;
            long bound =
                    Math.max(inbox.newest() - retention.inboxRows(), aged ? expired(statements, inbox, cutoff) : 0);
            if (inbox.oldest() > 0 && inbox.oldest() <= bound) {
                remove(statements, inbox, Math.min(bound, inbox.oldest() + ROWS - 1));
            }
        }
    }

    private List<Inbox> inboxes(Statements statements) throws SQLException {
        try (PreparedStatement some = statements.prepare(ACCOUNTS_TEXT)) {
            return Statements.query(
                    some,
                    Reading.list(row -> row.isNull(1)
                            ? new Inbox(row.integer(0), 0, 0, 0)
                            : new Inbox(row.integer(0), row.integer(1), row.integer(2), row.integer(3))),
                    walked,
                    ACCOUNTS);
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
    private static void trimLog(Statements statements, long cutoff) throws SQLException {
        try (PreparedStatement oldest = statements.prepare(OLDEST_TEXT);
                PreparedStatement floor = statements.prepare(ROOM_FLOOR_TEXT);
                PreparedStatement delete = statements.prepare("delete from log where mid = ?1")) {
            Reading<List<Message>> shape =
                    Reading.list(row -> new Message(row.integer(0), row.integer(1), row.integer(2), row.integer(3)));
            for (Message message : Statements.query(oldest, shape, ROWS)) {
                if (message.ts() >= cutoff) {
                    return;
                }
                Statements.update(floor, message.room(), message.cseq());
                Statements.update(delete, message.mid());
            }
        }
    }

    /** Positions are 0 where nothing is kept. */
    private record Inbox(long account, long oldest, long oldestIts, long newest) {}

    private record Message(long mid, long room, long cseq, long ts) {}
}
