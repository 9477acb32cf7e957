package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Reading;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The writer's connection with all that is remembered about the file. Confined to the writer's thread; after an
 * exception it is closed, and another one opened.
 */
final class WriteSession implements AutoCloseable {
    private final Statements statements;
    private final LogWriter log;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollbackTo;
    private final PreparedStatement changes;
    private long seenChanges;

    private WriteSession(Statements statements, Sheets sheets, SheetOptions options) throws SQLException {
        this.statements = statements;
        this.log = new LogWriter(statements, sheets, options);
        this.begin = statements.prepare("begin immediate");
        this.commit = statements.prepare("commit");
        this.rollback = statements.prepare("rollback");
        this.savepoint = statements.prepare("savepoint change");
        this.release = statements.prepare("release change");
        this.rollbackTo = statements.prepare("rollback to change");
        this.changes = statements.prepare("select total_changes()");
    }

    /** Opens a connection whose schema is up to date; what was on sheets before is in its inboxes then. */
    static WriteSession open(ConnectionSource source, Dialect dialect, Sheets sheets, SheetOptions options)
            throws SQLException {
        Statements statements = new Statements(source.writer(), dialect);
        try {
            WriteSession session = new WriteSession(statements, sheets, options);
            session.recover();
            sheets.clear();
            return session;
        } catch (SQLException e) {
            statements.close();
            throw e;
        }
    }

    private void recover() throws SQLException {
        try (PreparedStatement any = statements.prepare("select count(*) from (select 1 from sheet limit 1)")) {
            if (Statements.query(any, Reading.number()) > 0) {
                begin();
                log.sheets().recover(statements);
                commit();
            }
        }
    }

    Statements statements() {
        return statements;
    }

    LogWriter log() {
        return log;
    }

    void begin() throws SQLException {
        begin.execute();
    }

    /** Commits; answers how many rows were changed: where none was nothing had to be synced. */
    long commit() throws SQLException {
        log.flush();
        commit.execute();
        log.committed();
        long now = Statements.query(changes, Reading.number());
        long changed = now - seenChanges;
        seenChanges = now;
        return changed;
    }

    /** Takes everything back, forgets what was remembered. */
    void rollback() throws SQLException {
        log.forget();
        rollback.execute();
    }

    void savepoint() throws SQLException {
        savepoint.execute();
    }

    void release() throws SQLException {
        release.execute();
    }

    void rollbackToSavepoint() throws SQLException {
        rollbackTo.execute();
        release.execute();
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
