package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Retention;
import java.nio.file.Path;

/**
 * How a SQLite store is set up.
 *
 * @param file the database; its directory is locked, made where it is missing
 * @param batchMax messages that a commit takes at most; a batch that alone has more is a commit of its own
 * @param queueMax messages that may wait for a commit, reads that may wait for a reader
 * @param readers connections that read
 * @param retention what is kept for how long
 */
public record SqliteOptions(Path file, int batchMax, int queueMax, int readers, Retention retention) {
    /** Refuses sizes that leave no room. */
    public SqliteOptions {
        if (batchMax < 1 || queueMax < 1 || readers < 1) {
            throw new IllegalArgumentException("batchMax, queueMax, readers must be at least 1");
        }
        file = file.toAbsolutePath().normalize();
    }

    /** With the default retention. */
    public SqliteOptions(Path file, int batchMax, int queueMax, int readers) {
        this(file, batchMax, queueMax, readers, Retention.DEFAULT);
    }

    Path directory() {
        return file.getParent();
    }
}
