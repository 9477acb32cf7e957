package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.StorageHealth;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the file can be written. Told by the writer, asked by anyone. */
final class SqliteHealth implements StorageHealth {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteHealth.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

    private final Path file;
    private final AtomicLong commits = new AtomicLong();
    private volatile GatewayException problem;
    private volatile boolean stopped;
    private long lastLogNanos = System.nanoTime() - QUIET_NANOS;

    SqliteHealth(Path file) {
        this.file = file;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem).map(Throwable::getMessage);
    }

    @Override
    public long commits() {
        return commits.get();
    }

    /** Why writes are refused now; null while they are not. */
    GatewayException refusal() {
        return problem;
    }

    /** Whether writing is over until the next start. */
    boolean stopped() {
        return stopped;
    }

    /** A commit was synced. On the writer's thread. */
    void synced() {
        commits.incrementAndGet();
    }

    /** A write succeeded. On the writer's thread. */
    void works() {
        if (problem != null) {
            LOG.info("database {} takes writes again", file);
            problem = null;
        }
    }

    /** A write failed; answers what its callers are told. On the writer's thread. */
    GatewayException failed(SQLException cause) {
        Failure failure = Failure.of(cause);
        problem = new GatewayException(ErrorCode.STORE_UNAVAILABLE, failure.sentence(file, cause));
        stopped |= failure == Failure.SYNC;
        log(cause);
        return problem;
    }

    /** The writer's thread cannot go on. On that thread. */
    void ended(Throwable cause) {
        problem = new GatewayException(
                ErrorCode.STORE_UNAVAILABLE, "the writer of database " + file + " ended, restart needed: " + cause);
        stopped = true;
        LOG.error("{}", problem.getMessage(), cause);
    }

    private void log(SQLException cause) {
        long now = System.nanoTime();
        if (stopped || now - lastLogNanos >= QUIET_NANOS) {
            lastLogNanos = now;
            LOG.error("{}", problem.getMessage(), cause);
        }
    }
}
