package io.rialto.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what the write-ahead log holds into the database file while the writer goes on, a little at a time, on a thread and
 * a connection of its own. The log begins anew only when all of it is copied; that last step stays the writer's, by its
 * automatic checkpoint: it then finds little to copy, so no commit waits for it.
 */
final class Checkpointer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    /** Changed rows that are worth two syncs. */
    private static final long ENOUGH = 512;
    /** Rows that are changed again and again are copied once a pause. */
    private static final long PAUSE_MILLIS = 100;

    private final ConnectionSource source;
    private final Thread thread = new Thread(this::live, "rialto-sqlite-checkpoint");
    private final AtomicLong changes = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private Connection connection;
    private PreparedStatement checkpoint;
    private boolean failedBefore;
    private volatile SQLException syncFailure;

    Checkpointer(ConnectionSource source) {
        this.source = source;
        thread.setDaemon(true);
    }

    /** Begins; the file is there. */
    void start() {
        thread.start();
    }

    /** A commit changed so many rows. From any thread. */
    void committed(long rows) {
        long before = changes.getAndAdd(rows);
        if (before < ENOUGH && before + rows >= ENOUGH) {
            LockSupport.unpark(thread);
        }
    }

    /** The sync of the database file that failed; null where none did. From any thread. */
    SQLException syncFailure() {
        return syncFailure;
    }

    /** Ends it; back when its connection is closed. An interrupt cuts that short. */
    @Override
    public void close() {
        closing.countDown();
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try {
            while (closing.getCount() > 0 && syncFailure == null) {
                if (changes.get() < ENOUGH) {
                    LockSupport.park(this);
                } else {
                    changes.set(0);
                    pass();
                    closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            discard();
        }
    }

    /** Waits for nobody: where the writer is at it, that one does it. */
    private void pass() {
        try {
            if (connection == null) {
                connection = source.checkpointer();
                checkpoint = connection.prepareStatement("pragma wal_checkpoint(passive)");
            }
            try (ResultSet done = checkpoint.executeQuery()) {
                if (done.next()) {
                    LOG.trace("checkpoint: {} of {} pages", done.getInt(3), done.getInt(2));
                }
            }
            failedBefore = false;
        } catch (SQLException e) {
            discard();
            failed(e);
        }
    }

    /** Only the first of a row of failures; the log keeps what could not be copied. */
    private void failed(SQLException cause) {
        if (Failure.of(cause) == Failure.SYNC) {
            syncFailure = cause;
        } else if (!failedBefore) {
            LOG.warn("the write-ahead log could not be copied into the database: {}", cause.getMessage());
        }
        failedBefore = true;
    }

    private void discard() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("connection did not close cleanly: {}", e.getMessage());
        }
        connection = null;
    }
}
