package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Dialect;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading thread: keeps a connection, opens a fresh one after an exception. */
final class Reader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final BlockingQueue<ReadTask<?>> waiting;
    private final ConnectionSource source;
    private final Dialect dialect;
    private Statements statements;
    private boolean failedBefore;

    Reader(BlockingQueue<ReadTask<?>> waiting, ConnectionSource source, Dialect dialect) {
        this.waiting = waiting;
        this.source = source;
        this.dialect = dialect;
    }

    @Override
    public void run() {
        try {
            for (ReadTask<?> task = waiting.take(); task != ReadTask.END; task = waiting.take()) {
                answer(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            discard();
        }
    }

    private void answer(ReadTask<?> task) {
        try {
            task.run(statements());
            failedBefore = false;
        } catch (SQLException e) {
            discard();
            warn(e);
            task.fail(new GatewayException(ErrorCode.STORE_UNAVAILABLE, "database cannot be read: " + e.getMessage()));
        } catch (RuntimeException defect) {
            LOG.error("a row could not be understood", defect);
            task.fail(new GatewayException(ErrorCode.INTERNAL, "store: " + defect.getMessage()));
        }
    }

    private Statements statements() throws SQLException {
        if (statements == null) {
            statements = new Statements(source.reader(), dialect);
        }
        return statements;
    }

    private void discard() {
        try {
            if (statements != null) {
                statements.close();
            }
        } catch (SQLException e) {
            LOG.debug("connection did not close cleanly: {}", e.getMessage());
        }
        statements = null;
    }

    /** Only the first of a row of failures. */
    private void warn(SQLException cause) {
        if (!failedBefore) {
            failedBefore = true;
            LOG.warn("database cannot be read: {}", cause.getMessage());
        }
    }
}
