package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns groups of operations into transactions; keeps the connection they run on, replaces it after an exception.
 * Confined to the writer's thread.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** How long everything is refused after a failure before the file is tried again. */
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final ConnectionSource source;
    private final Dialect dialect;
    private final SqliteHealth health;
    private final Checkpointer checkpointer;
    private final Sheets sheets;
    private final SheetOptions options;
    private WriteSession session;
    private long failedNanos;
    private long movedNanos = System.nanoTime();

    Committer(
            ConnectionSource source,
            Dialect dialect,
            SheetOptions options,
            SqliteHealth health,
            Checkpointer checkpointer) {
        this.source = source;
        this.dialect = dialect;
        this.health = health;
        this.checkpointer = checkpointer;
        this.sheets = new Sheets();
        this.options = options;
    }

    /** What is committed but not in its inboxes yet. */
    Sheets sheets() {
        return sheets;
    }

    /** When a commit moved what was due. */
    long movedNanos() {
        return movedNanos;
    }

    /** Opens the first connection. */
    void open() throws SQLException {
        session();
    }

    /** Runs a group in one transaction, so that each of its operations has its answer, whatever happens. */
    void commit(List<Pending<?>> group) {
        if (refusing()) {
            group.forEach(pending -> pending.fail(health.refusal()));
            return;
        }
        try {
            transact(group);
            health.works();
        } catch (SQLException e) {
            GatewayException told = failed(e);
            group.forEach(pending -> pending.fail(told));
        } catch (RuntimeException defect) {
            isolate(group, defect);
        }
    }

    /** Runs an errand of the writer's own in a transaction; whether it went well. */
    boolean errand(Errand errand) {
        try {
            WriteSession open = session();
            open.begin();
            errand.run(open);
            end(open);
            return true;
        } catch (SQLException e) {
            failed(e);
        } catch (RuntimeException defect) {
            takeBack();
            LOG.error("an errand of the store failed and was taken back", defect);
        }
        return false;
    }

    @Override
    public void close() {
        WriteSession open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("connection did not close cleanly: {}", e.getMessage());
            }
        }
    }

    private void transact(List<Pending<?>> group) throws SQLException {
        WriteSession open = session();
        open.begin();
        for (Pending<?> pending : group) {
            pending.run(open);
        }
        open.log().sheets().moveSomeDue();
        movedNanos = System.nanoTime();
        end(open);
    }

    private void end(WriteSession open) throws SQLException {
        long rows = open.commit();
        if (rows > 0) {
            health.synced();
            checkpointer.committed(rows);
        }
    }

    /** An operation met a defect of ours: each runs again in a transaction of its own, so that only that one fails. */
    private void isolate(List<Pending<?>> group, RuntimeException defect) {
        takeBack();
        if (group.size() > 1) {
            group.forEach(pending -> commit(List.of(pending)));
        } else {
            LOG.error("an operation failed and was taken back", defect);
            group.get(0).fail(new GatewayException(ErrorCode.INTERNAL, "store: " + defect.getMessage()));
        }
    }

    private void takeBack() {
        try {
            if (session != null) {
                session.rollback();
            }
        } catch (SQLException e) {
            failed(e);
        }
    }

    private boolean refusing() {
        SQLException unsynced = checkpointer.syncFailure();
        if (unsynced != null && !health.stopped()) {
            failed(unsynced);
        }
        return health.stopped() || (health.refusal() != null && System.nanoTime() - failedNanos < PAUSE_NANOS);
    }

    private GatewayException failed(SQLException cause) {
        failedNanos = System.nanoTime();
        close();
        return health.failed(cause);
    }

    private WriteSession session() throws SQLException {
        if (session == null) {
            session = WriteSession.open(source, dialect, sheets, options);
        }
        return session;
    }

    /** What the writer does on its own account. */
    interface Errand {
        void run(WriteSession session) throws SQLException;
    }
}
